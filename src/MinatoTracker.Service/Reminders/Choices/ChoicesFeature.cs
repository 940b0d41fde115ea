using Microsoft.AspNetCore.Http.HttpResults;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Choices;

public static class ChoicesFeature
{
    public static void MapChoicesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/me/reminders", Show)
            .RequireAuthorization()
            .WithSummary("Which reminders the person goes without, and which one may leave.")
            .Produces<PersonalChoice>().ProducesProblem(401);
        api.MapPut("/me/reminders", Choose)
            .RequireAuthorization()
            .WithSummary("Sets which reminders the person goes without: {\"without\": [\"BeforeDeadline\"]}.")
            .Produces<PersonalChoice>().ProducesProblem(401).ProducesProblem(422);
    }

    /// <summary>
    /// The address in List-Unsubscribe. Opening it asks, and posting to it stops: mail programs post by themselves (RFC 8058), and
    /// programs that look through mails for harm open every link, so that opening must change nothing.
    /// </summary>
    public static void MapStopLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(StopLinks.Path, Ask).AllowAnonymous().ExcludeFromDescription();
        // The link is signed; there is no cookie that somebody else's page could make use of.
        routes.MapPost(StopLinks.Path, Stop).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, ReminderChoosing choosing, CancellationToken cancellation) =>
        Results.Ok(await choosing.Of(http.User.PersonId()!, cancellation));

    private static async Task<IResult> Choose(HttpContext http, ReminderChoosing choosing, CancellationToken cancellation)
    {
        if (await JsonBody.Read(http.Request) is not { } body) return Problems.NotAnObject();
        var names = (body.Text("without") ?? "").Split(['[', ']', ',', '"', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => !Enum.TryParse<ReminderKind>(name, out _)) is { } unknown)
            return Problems.Refused([new Refusal("without", RefusalCode.NotAChoice, unknown)]);
        var outcome = await choosing.Choose(http.User.PersonId()!, names.Select(Enum.Parse<ReminderKind>).ToValueList(), cancellation);
        return outcome.Decision.IsRefused ? Problems.Refused(outcome.Decision.Refusals) : await Show(http, choosing, cancellation);
    }

    private static Task<IResult> Ask(HttpContext http, StopLinks links, ReminderChoosing choosing, PeopleDirectory people, CancellationToken cancellation) =>
        Page(http, links, choosing, people, cancellation);

    private static async Task<IResult> Stop(
        HttpContext http, StopLinks links, ReminderChoosing choosing, PeopleDirectory people, CancellationToken cancellation)
    {
        if (links.Read(http.Request.Query) is { } request && await people.Find(request.Person, cancellation) is { Active: true })
            await choosing.Stop(request, cancellation);
        // A mail program is answered and not led elsewhere; a browser too, which shows the same page again when it is sent again.
        return await Page(http, links, choosing, people, cancellation);
    }

    private static async Task<IResult> Page(
        HttpContext http, StopLinks links, ReminderChoosing choosing, PeopleDirectory people, CancellationToken cancellation)
    {
        var request = links.Read(http.Request.Query);
        var person = request is null ? null : await people.Find(request.Person, cancellation);
        if (person is not { Active: true }) request = null;
        var shown = new Dictionary<string, object?>
        {
            [nameof(StopPage.Asked)] = request,
            [nameof(StopPage.Name)] = person?.Name ?? "",
            [nameof(StopPage.Choice)] = request is null ? null : await choosing.Of(request.Person, cancellation),
        };
        return new RazorComponentResult<StopPage>(shown) { StatusCode = request is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK };
    }
}
