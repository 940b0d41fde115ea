using System.Globalization;
using Microsoft.AspNetCore.Localization;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reminders.Ledger;
using MinatoTracker.Service.Reminders.Choices;
using MinatoTracker.Service.Reviews;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Hosting;

/// <summary>Puts the service together: one line a feature.</summary>
public static class TrackerHost
{
    public static readonly string[] Languages = ["ja", "en"];

    /// <summary>What the web service and the command line share.</summary>
    public static IServiceCollection AddTrackerCore(this IServiceCollection services, TrackerSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new EventLogDatabase(
            settings.Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured.")));
        Edition.Current.AddEventLog(services);
        services.AddSingleton<Tracker>();
        Edition.Current.AddCommandBus(services);
        services.AddSingleton<PlanQueries>();
        services.AddSingleton<InitiativeQueries>();
        services.AddSingleton<InitiativeCommands>();
        services.AddReviews();
        services.AddSingleton<PlanImport>();
        services.AddPeople();
        services.AddReminders(settings);
        services.AddUpkeep();
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        return services;
    }

    public static WebApplicationBuilder AddTracker(this WebApplicationBuilder builder, TrackerSettings settings)
    {
        var services = builder.Services;
        services.AddTrackerCore(settings);
        services.AddSingleton<DatabaseState>();
        services.AddHostedService<DatabaseStartup>();
        Edition.Current.AddScheduler(services, settings);
        Edition.Current.AddMessages(services);
        services.AddProblems();
        services.AddSite();
        services.AddRequestLocalization(SpeakJapaneseFirst);
        services.ConfigureHttpJsonOptions(options => JsonShapes.Configure(options.SerializerOptions));
        services.AddOpenApi();
        return builder;
    }

    public static WebApplication UseTracker(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseRequestLocalization();
        app.UseSite();
        app.UsePeople();
        app.UseOutputCache();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapApi();
        app.MapOutbox();
        app.MapResendForm();
        app.MapJobs();
        app.MapStopLinks();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapSite();
        app.MapPeople();
        Edition.Current.MapPages(app);
        return app;
    }

    // A browser's own language is not asked: an office's pages are Japanese unless a person chooses otherwise.
    private static void SpeakJapaneseFirst(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Languages[0]).AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
        options.RequestCultureProviders =
        [
            new QueryStringRequestCultureProvider { QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new CookieRequestCultureProvider(),
        ];
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Languages[0]);
    }
}
