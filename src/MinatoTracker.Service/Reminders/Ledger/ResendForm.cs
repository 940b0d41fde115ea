using Microsoft.AspNetCore.Mvc;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>What the ledger's button sends.</summary>
public static class ResendForm
{
    public const string Address = "/reminders/resend";

    public static void MapResendForm(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, Resend).RequireAuthorization(Permissions.Plan).ExcludeFromDescription();

    // The form fields make the framework check the antiforgery token.
    private static async Task<IResult> Resend(
        [FromForm] string plan, [FromForm] string review, [FromForm] string person, [FromForm] int occasion, [FromForm] string? section,
        [FromForm] string? from, HttpContext http, ReminderResending resending, CancellationToken cancellation)
    {
        var key = new ReminderKey(person, occasion, string.IsNullOrEmpty(section) ? null : section);
        var outcome = await resending.Resend(plan, review, http.User.PersonId()!, key, cancellation: cancellation);
        // Refused when somebody was faster, or the review is closed: the ledger, which it leads back to, shows what stands now.
        var done = outcome.Decision.IsRefused ? "not-resent" : "resent";
        var ledger = PeopleFeature.LocalOrHome(from ?? "/reminders");
        return Results.LocalRedirect($"{ledger}{(ledger.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}");
    }
}
