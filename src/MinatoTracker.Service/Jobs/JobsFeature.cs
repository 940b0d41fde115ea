using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Alert;
using MinatoTracker.Service.Jobs.Check;
using MinatoTracker.Service.Jobs.CleanUp;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.Jobs.Stale;
using MinatoTracker.Service.Jobs.Summary;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs;

/// <summary>Work that comes by itself: what there is, how it fares, and how it is run by hand.</summary>
public static class JobsFeature
{
    private const string Page = "/jobs";

    /// <summary>Adds what a feature wants run, for the scheduler and for whoever runs a job by hand.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, Action<JobPlan> plan)
    {
        plan(new(services));
        services.TryAddSingleton<JobRuns>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<JobQueries>();
        return services;
    }

    /// <summary>The jobs that are nobody else's.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<IReadModelCheck, LogCheck>();
        services.AddSingleton<StaleQueries>();
        services.AddSingleton<WeeklySummaries>();
        services.AddSingleton<JobPost>();
        services.AddSingleton<DamageAlerts>();
        services.AddSingleton<AlertLetter>();
        services.AddSingleton<AlertWriter>();
        services.AddSingleton<IMailHandover<AlertTo>>(provider => provider.GetRequiredService<AlertWriter>());
        services.AddSingleton<SummaryLetter>();
        services.AddSingleton<SummaryRecords>();
        services.AddSingleton<SummaryWriter>();
        services.AddSingleton<IMailHandover<SummaryTo>>(provider => provider.GetRequiredService<SummaryWriter>());
        return services.AddJobs(jobs =>
        {
            jobs.Daily<CheckJob>("check", new(3, 15));
            jobs.Every<AlertJob>("alert", TimeSpan.FromMinutes(10));
            jobs.Weekly<CleanUpJob>("clean-up", DayOfWeek.Sunday, new(4, 15));
            jobs.Daily<StaleJob>("stale", new(5, 15));
            jobs.Daily<SummaryJob>("summary", new(8, 30));
        });
    }

    public static void MapJobsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs", List)
            .RequireAuthorization(Permissions.Administer)
            .WithSummary("The jobs: when each came last and comes next, what became of it, what it found.")
            .Produces<JobsView>().ProducesProblem(401).ProducesProblem(403);
        api.MapPost("/jobs/{name}/run", Run)
            .RequireAuthorization(Permissions.Administer)
            .WithSummary("Has one of the nodes run a job now. Asking twice does no harm: a job does what is to be done and no more.")
            .Produces(202).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(503);
        api.MapGet("/stale-figures", StaleToday)
            .RequireAuthorization()
            .WithSummary("Indicators of this fiscal year's plans of which nobody has recorded an actual for long.")
            .Produces<IReadOnlyList<StaleFigure>>().ProducesProblem(401);
    }

    /// <summary>The page's button; the page finds its route itself.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes) => routes.MapPost($"{Page}/{{name}}/run", RunFromPage)
        .RequireAuthorization(Permissions.Administer).ExcludeFromDescription();

    private static async Task<IResult> List(JobQueries jobs, CancellationToken cancellation) => Results.Ok(await jobs.All(cancellation));

    private static async Task<IResult> StaleToday(StaleQueries stale, CancellationToken cancellation) => Results.Ok(await stale.Today(cancellation));

    private static async Task<IResult> Run(
        string name, HttpContext http, JobQueries jobs, IJobScheduler scheduler, CancellationToken cancellation)
    {
        if (!jobs.Knows(name)) return Problems.UnknownJob(name);
        await scheduler.RunNow(name, http.User.PersonId()!, cancellation);
        return Results.Accepted("/api/v1/jobs", new { job = name });
    }

    // The form field makes the framework check the antiforgery token.
    private static async Task<IResult> RunFromPage(
        string name, [FromForm] string? from, HttpContext http, JobQueries jobs, IJobScheduler scheduler, CancellationToken cancellation)
    {
        if (!jobs.Knows(name)) return Results.NotFound();
        await scheduler.RunNow(name, http.User.PersonId()!, cancellation);
        return Results.LocalRedirect($"{PeopleFeature.LocalOrHome(from ?? Page)}?asked={Uri.EscapeDataString(name)}");
    }
}
