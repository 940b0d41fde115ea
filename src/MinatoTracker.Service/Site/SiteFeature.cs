using System.Text.Unicode;
using MinatoTracker.Service.Comparing;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Site;

/// <summary>The pages and what they share. Everything is rendered here; browsers get no script.</summary>
public static class SiteFeature
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Japanese as it is: as numbered entities a page would be twice its size.
        services.AddWebEncoders(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddErrorPages();
        services.AddPublicPages();
        services.AddScoped(Asked);
        services.AddSingleton<Words>();
        services.AddSingleton<TimelineWords>();
        services.AddSingleton<ChangeWords>();
        services.AddSingleton<InitiativeReading>();
        return services;
    }

    /// <summary>What must stand before the endpoints: style sheet, pages for failures.</summary>
    public static void UseSite(this WebApplication app)
    {
        app.UseAssets();
        app.UseErrorPages();
    }

    public static void MapSite(this WebApplication app)
    {
        app.MapLanguages();
        app.MapRazorComponents<App>();
    }

    private static AskedTime Asked(IServiceProvider services) => AskedTime.Of(
        services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request.Query,
        services.GetRequiredService<TrackerSettings>(),
        services.GetRequiredService<TimeProvider>());
}
