using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>The jobs on Hangfire.</summary>
public static class HangfireJobs
{
    public static IServiceCollection AddHangfireScheduler(this IServiceCollection services, TrackerSettings settings)
    {
        services.AddSingleton(_ => HangfireStorage.Open(settings));
        services.TryAddSingleton<HangfireJob>();
        services.AddSingleton<HangfireScheduler>();
        services.AddSingleton<IJobScheduler>(provider => provider.GetRequiredService<HangfireScheduler>());
        services.AddHostedService(provider => provider.GetRequiredService<HangfireScheduler>());
        return services;
    }
}
