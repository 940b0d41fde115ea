using MinatoTracker.Service.Hosting;
using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>
/// Starts the scheduler when the database is there, and not before: the pages must come up without it. Quartz's own hosted
/// service would end the whole process when PostgreSQL is down at that moment.
/// </summary>
public sealed partial class JobRunner(
    [FromKeyedServices(JobsFeature.Scheduler)] ISchedulerFactory factory, DatabaseState database, TimeProvider time, ILogger<JobRunner> logger)
    : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private IScheduler? scheduler;

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
            scheduler = await factory.GetScheduler(cancellation);
            await scheduler.Start(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job scheduler can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
