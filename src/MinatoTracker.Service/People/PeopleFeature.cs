using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>People: signing in, roles, tokens.</summary>
public static class PeopleFeature
{
    private const string CookieOrToken = "CookieOrToken";
    private const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<AccessRoles>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<DemoPeople>();
        services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, CookieOrToken, options => options.ForwardDefaultSelector = SchemeFor)
            .AddCookie(Cookie, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.SchemeName, null);
        services.AddAuthorization(Permissions.Configure);
        services.AddAntiforgery(options => options.Cookie.Name = "minato-form");
        services.AddKeysThatOutliveARestart();
        return services;
    }

    /// <summary>
    /// Goes behind what handles failures and chooses the language, and before the antiforgery check, whose token belongs to the person.
    /// </summary>
    public static void UsePeople(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        // The form field makes the framework check the antiforgery token.
        routes.MapPost("/sign-out", SignOut).ExcludeFromDescription();
        routes.MapGet("/api/v1/me", Me).RequireAuthorization().WithTags("People").WithSummary("Who the token stands for");
    }

    /// <summary>Where a return address leads: a page of this site, or else the first one. Never back to the sign-in page itself.</summary>
    public static string LocalOrHome(string? address) =>
        RedirectHttpResult.IsLocalUrl(address) && address is ['/', ..] && !address.StartsWith(SessionCookie.SignInPath, StringComparison.OrdinalIgnoreCase)
            ? address
            : "/";

    // The API never goes by the cookie: a browser sends that along to whatever another site makes it post.
    private static string SchemeFor(HttpContext context) =>
        BearerTokens.IsSent(context.Request) || context.Request.Path.StartsWithSegments("/api") ? BearerTokens.SchemeName : Cookie;

    private static async Task<IResult> SignOut([FromForm] string? returnUrl, HttpContext context)
    {
        await context.SignOutAsync(Cookie);
        return Results.LocalRedirect(LocalOrHome(returnUrl));
    }

    private static async Task<Ok<Me>> Me(HttpContext context, PeopleDirectory people, AccessRoles roles, CancellationToken cancellation)
    {
        var person = (await people.Find(context.User.PersonId()!, cancellation))!;
        return TypedResults.Ok(new Me(person.Id, person.Name, person.Section, [.. (await roles.Of(person.Id, cancellation)).Select(r => $"{r}")]));
    }

    private static void AddKeysThatOutliveARestart(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("minato");
        services.AddOptions<KeyManagementOptions>().Configure<TrackerSettings, ILoggerFactory>((options, settings, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(PrivateFiles.Folder(settings.LocalFolder, "keys"), logs));
    }
}

/// <summary>Whom a token stands for.</summary>
public sealed record Me(string Id, string Name, string? Section, IReadOnlyList<string> Roles);
