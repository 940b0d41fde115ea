using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>
/// Starts Quartz when the database is there, and not before: the pages must come up without it. Quartz's own hosted
/// service would end the whole process when PostgreSQL is down at that moment.
/// </summary>
public sealed partial class QuartzScheduler(
    IEnumerable<PlannedJob> jobs, IServiceProvider services, TrackerSettings settings, DatabaseState database, TimeProvider time,
    ILogger<QuartzScheduler> logger)
    : BackgroundService, IJobScheduler, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private IScheduler? scheduler;

    public async Task RunNow(string job, string by, CancellationToken cancellation = default)
    {
        try
        {
            var running = scheduler ?? throw new SchedulerException("It waits for the database.");
            await running.TriggerJob(new(job), new JobDataMap { [QuartzJob.By] = by }, cancellation);
        }
        catch (SchedulerException failure)
        {
            throw new EventLogUnavailableException("The job scheduler can't be reached.", failure);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Interlocked.Exchange(ref scheduler, null) is { } running) await running.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    /// <summary>A host that is disposed of without a stop must not leave a scheduler running behind it.</summary>
    public async ValueTask DisposeAsync()
    {
        await base.StopAsync(CancellationToken.None);
        if (Interlocked.Exchange(ref scheduler, null) is { } running) await running.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
        Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WhenReady(stoppingToken);
        while (!await Started(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> Started(CancellationToken cancellation)
    {
        try
        {
            scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(settings.Tenant).GetScheduler(cancellation);
            await Arrange(scheduler, cancellation);
            await scheduler.Start(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    /// <summary>
    /// Lays down what is new or has changed, and takes away what is no more. A trigger that stands stays as it is:
    /// laid anew it would forget that its time came while no node was up.
    /// </summary>
    private async Task Arrange(IScheduler quartz, CancellationToken cancellation)
    {
        foreach (var job in jobs)
        {
            var stands = await quartz.GetTrigger(new(job.Name), cancellation);
            if (stands?.Description == QuartzJobs.Describe(job, settings.Zone)) continue;
            var detail = job.Together
                ? JobBuilder.Create<QuartzJobTogether>().WithIdentity(job.Name).Build()
                : JobBuilder.Create<QuartzJob>().WithIdentity(job.Name).Build();
            await quartz.ScheduleJob(detail, QuartzJobs.Trigger(job, settings.Zone), ScheduleJobOptions.Replacing, cancellation);
        }

        var gone = (await quartz.QueryJobs(new JobQuery(), cancellation)).Items.Select(header => header.Key).Where(key => jobs.All(job => job.Name != key.Name));
        await quartz.DeleteJobs([.. gone], cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "The job scheduler can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
