using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MinatoTracker.Service.Jobs;

/// <summary>Work that comes by itself.</summary>
public static class JobsFeature
{
    /// <summary>Adds what a feature wants run, for the scheduler and for whoever runs a job by hand.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, Action<JobPlan> plan)
    {
        plan(new(services));
        services.TryAddSingleton<JobRunner>();
        return services;
    }
}
