using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MinatoTracker.Service.People;

/// <summary>
/// Who is behind a request. Asked anew at every request: a role revoked at ten must not count until the cookie ends at six.
/// </summary>
public sealed class Sessions(PeopleDirectory people, AccessRoles roles)
{
    /// <summary>Null for a person who is unknown, or not active any more.</summary>
    public async Task<ClaimsPrincipal?> Principal(string personId, string scheme, CancellationToken cancellation)
    {
        if (await people.Find(personId, cancellation) is not { Active: true } person) return null;
        return PersonClaims.Principal(person, await roles.Of(personId, cancellation), scheme);
    }

    public async Task Begin(HttpContext context, Person person)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var principal = PersonClaims.Principal(person, await roles.Of(person.Id, context.RequestAborted), Scheme);
        await context.SignInAsync(Scheme, principal);
    }
}

/// <summary>How the cookie behaves.</summary>
internal sealed class SessionCookie : CookieAuthenticationEvents
{
    public const string Name = "minato";
    public const string SignInPath = "/sign-in";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "returnUrl";
        options.EventsType = typeof(SessionCookie);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var standing = context.Principal?.PersonId() is { } id
            ? await sessions.Principal(id, context.Scheme.Name, context.HttpContext.RequestAborted)
            : null;
        if (standing is null || Stamp(standing) != Stamp(context.Principal!)) context.RejectPrincipal();
        else context.ReplacePrincipal(standing);
    }

    // A form whose session ended is answered, not redirected: so the browser still holds what was typed,
    // and sends it again on reload, after a sign-in in another tab.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? base.RedirectToLogin(context)
            : new RazorComponentResult<SessionEnded> { StatusCode = StatusCodes.Status401Unauthorized }.ExecuteAsync(context.HttpContext);
    }

    private static string? Stamp(ClaimsPrincipal principal) => principal.FindFirstValue(PersonClaims.SessionStamp);
}
