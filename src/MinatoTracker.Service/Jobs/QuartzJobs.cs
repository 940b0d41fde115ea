using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;
using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>The jobs on Quartz.NET: its store in PostgreSQL, one cluster of all nodes of an office.</summary>
public static class QuartzJobs
{
    private const string Schema = "quartz";

    public static IServiceCollection AddQuartzScheduler(this IServiceCollection services, TrackerSettings settings)
    {
        var store = new NpgsqlConnectionStringBuilder(settings.Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured."))
        {
            ApplicationName = EventLogDatabase.NameFor(settings.Postgres, "jobs"),
            SearchPath = Schema,
        };
        // Named for the office: a node of another one in the same database can't do this one's work.
        // And named at all: a scheduler without a name would share the container's clock.
        services.AddQuartz(settings.Tenant, quartz =>
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
        });
        services.AddSingleton<QuartzScheduler>();
        services.AddSingleton<IJobScheduler>(provider => provider.GetRequiredService<QuartzScheduler>());
        services.AddHostedService(provider => provider.GetRequiredService<QuartzScheduler>());
        return services;
    }

    /// <summary>How Quartz keeps a schedule.</summary>
    public static ITrigger Trigger(PlannedJob job, TimeZoneInfo zone)
    {
        var trigger = TriggerBuilder.Create(TimeProvider.System).WithIdentity(job.Name).WithDescription(Describe(job, zone)).StartNow();
        return job.Schedule switch
        {
            // After a pause the next turn is soon enough: it finds all that is due.
            EveryInterval every => trigger.WithSimpleSchedule(schedule => schedule
                .WithInterval(every.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)).Build(),
            // A night's or a week's work that no node was up for is made up for.
            AtLocalTime daily => trigger.WithCronSchedule(Cron(daily), schedule => schedule
                .InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build(),
            _ => throw new NotSupportedException($"{job.Schedule} is no schedule that Quartz was told of."),
        };
    }

    /// <summary>The same text for the same schedule: a trigger that has it need not be laid anew.</summary>
    public static string Describe(PlannedJob job, TimeZoneInfo zone) =>
        FormattableString.Invariant($"{job.Schedule}{(job.Together ? " together" : "")} {zone.Id}");

    private static string Cron(AtLocalTime daily) => FormattableString.Invariant(
        $"{daily.At.Second} {daily.At.Minute} {daily.At.Hour} ? * {(daily.On is { } day ? (int)day + 1 : "*")}");
}

/// <summary>Tells the runner that a job's time has come. Quartz keeps this class's name in its tables, and only this one's.</summary>
[DisallowConcurrentExecution]
public sealed class QuartzJob(JobRunner runner) : Quartz.IJob
{
    /// <summary>Under which a run that somebody asked for carries who that was.</summary>
    public const string By = "by";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.Run(context.JobDetail.Key.Name, context.MergedJobDataMap.TryGetValue(By, out var by) ? by as string : null, cancellationToken);
}
