using MinatoTracker.Service.Hosting;
using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>
/// Starts the scheduler when the database is there, and not before: the pages must come up without it. Quartz's own hosted
/// service would end the whole process when PostgreSQL is down at that moment.
/// </summary>
public sealed partial class JobRunner(ISchedulerFactory factory, DatabaseState database, TimeProvider time, ILogger<JobRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WhenReady(stoppingToken);
        while (!await Started(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        finally
        {
            var scheduler = await factory.GetScheduler(CancellationToken.None);
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    private async Task<bool> Started(CancellationToken cancellation)
    {
        try
        {
            var scheduler = await factory.GetScheduler(cancellation);
            await scheduler.Start(cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job scheduler can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
