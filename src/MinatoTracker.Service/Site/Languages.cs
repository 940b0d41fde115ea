using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Site;

/// <summary>Remembers the language that a person chooses, in a cookie.</summary>
public static class Languages
{
    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", Choose).ExcludeFromDescription();

    /// <summary>Address that chooses a language and comes back to the page of this request.</summary>
    public static string Address(string language, HttpRequest request)
    {
        // A language in the address would win over the cookie.
        var query = request.Query.Where(pair => pair.Key != "lang").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        var here = request.Path + new QueryBuilder(query).ToString();
        return QueryHelpers.AddQueryString($"/language/{language}", "returnUrl", here);
    }

    private static IResult Choose(string language, string? returnUrl, HttpContext context)
    {
        if (!TrackerHost.Languages.Contains(language)) return Results.NotFound();
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        return Results.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    // As LocalRedirect judges; it throws where a wrong address should just lead home.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
