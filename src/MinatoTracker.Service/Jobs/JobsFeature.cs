using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;
using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>Which jobs a feature wants run.</summary>
public interface IJobPlan
{
    /// <summary>Fires on one node at a time, again and again, from the start on.</summary>
    void Every<TJob>(string name, TimeSpan interval)
        where TJob : IJob;
}

/// <summary>The job scheduler: Quartz.NET, its store in PostgreSQL, one cluster of all nodes.</summary>
public static class JobsFeature
{
    /// <summary>Its name in the store and in the container. A scheduler without one would share the container's clock.</summary>
    public const string Scheduler = "minato";

    private const string Schema = "quartz";

    public static IServiceCollection AddJobs(this IServiceCollection services, TrackerSettings settings, Action<IJobPlan> plan)
    {
        var store = new NpgsqlConnectionStringBuilder(settings.Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured."))
        {
            ApplicationName = EventLogDatabase.NameFor(settings.Postgres, "jobs"),
            SearchPath = Schema,
        };
        services.AddQuartz(Scheduler, quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            // When a job fires is for the machine's clock; what it then finds due is for ours, which a test may turn.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UsePersistentStore(persistent =>
            {
                persistent.UsePostgres(store.ConnectionString);
                persistent.UseSystemTextJsonSerializer();
                persistent.UseClustering();
                persistent.ProvisionSchema();
            });
            plan(new JobPlan(quartz));
        });
        services.AddHostedService<JobRunner>();
        return services;
    }

    private sealed class JobPlan(IQuartzBuilder quartz) : IJobPlan
    {
        public void Every<TJob>(string name, TimeSpan interval)
            where TJob : IJob => quartz.ScheduleJob<TJob>(
                trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(schedule => schedule
                    .WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
                job => job.WithIdentity(name));
    }
}
