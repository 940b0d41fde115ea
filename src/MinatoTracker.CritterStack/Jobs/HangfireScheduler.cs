using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using LogProvider = Hangfire.Logging.LogProvider;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>The jobs on Hangfire: any number of servers, one an application node. It starts when the database is there, and not before.</summary>
public sealed partial class HangfireScheduler(
    IEnumerable<PlannedJob> jobs, JobStorage storage, IServiceScopeFactory scopes, TrackerSettings settings, DatabaseState database,
    TimeProvider time, ILoggerFactory logs, ILogger<HangfireScheduler> logger)
    : BackgroundService, IJobScheduler, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(15);

    // Hangfire's own, except for the one that would have a job speak the language of whoever asked for it.
    private static readonly JobFilterProviderCollection Filters =
        new(new JobFilterAttributeFilterProvider(), new JobFilterCollection { new StatisticsHistoryAttribute() });

    private BackgroundJobServer? server;

    public bool IsUp => server is not null;

    public string Dashboard => HangfireDashboard.Path;

    public Task RunNow(string job, string by, CancellationToken cancellation = default)
    {
        try
        {
            if (server is null) throw new BackgroundJobClientException("It waits for the database.", new InvalidOperationException());
            new BackgroundJobClient(storage, Filters).Create(Call(job, by), new EnqueuedState());
            return Task.CompletedTask;
        }
        catch (BackgroundJobClientException failure)
        {
            throw new EventLogUnavailableException("The job scheduler can't be reached.", failure);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StopServer(cancellationToken);
    }

    /// <summary>A host that is disposed of without a stop must not leave a server running behind it.</summary>
    public async ValueTask DisposeAsync()
    {
        await base.StopAsync(CancellationToken.None);
        await StopServer(CancellationToken.None);
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
            await HangfireStorage.Prepare(settings, cancellation);
            LogProvider.SetCurrentLogProvider(new AspNetCoreLogProvider(logs));
            Arrange();
            server = new(Options(), storage);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    private BackgroundJobServerOptions Options() => new()
    {
        Activator = new AspNetCoreJobActivator(scopes),
        FilterProvider = Filters,
        // No job waits for another.
        WorkerCount = Math.Max(2, jobs.Count()),
        // How late a job may come. One that comes every few seconds is looked for more often.
        SchedulePollingInterval = Lag(),
    };

    private TimeSpan Lag()
    {
        var shortest = jobs.Select(job => job.Schedule).OfType<EveryInterval>().Select(every => every.Interval / 4).DefaultIfEmpty(LongestLag).Min();
        return shortest > LongestLag ? LongestLag : shortest < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : shortest;
    }

    /// <summary>
    /// Lays down what is new or has changed, and takes away what is no more. What stands keeps its next time, so that one that
    /// passed while no node was up is made up for.
    /// </summary>
    private void Arrange()
    {
        using var connection = storage.GetConnection();
        // Two nodes that start together would both find a job new.
        using var alone = connection.AcquireDistributedLock("arrange", Pause);
        var standing = connection.GetRecurringJobs().Select(job => job.Id).ToHashSet(StringComparer.Ordinal);
        var manager = new RecurringJobManager(storage, Filters);
        foreach (var job in jobs)
        {
            var cron = HangfireCron.Of(job.Schedule, settings.Zone);
            manager.AddOrUpdate(job.Name, Call(job.Name, by: null), cron.Expression, new() { TimeZone = cron.Zone });
            // "From the start on": cron knows only when the next full hour is.
            if (job.Schedule is EveryInterval && !standing.Contains(job.Name)) manager.TriggerJob(job.Name);
        }

        foreach (var gone in standing.Except(jobs.Select(job => job.Name))) manager.RemoveIfExists(gone);
    }

    private static Job Call(string job, string? by) => Job.FromExpression<HangfireJob>(run => run.Run(job, by, CancellationToken.None));

    private async Task StopServer(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref server, null) is not { } running) return;
        running.SendStop();
        await running.WaitForShutdownAsync(cancellation);
        running.Dispose();
        // It is one for the process, and the host's is about to be gone.
        LogProvider.SetCurrentLogProvider(null);
    }

    [LoggerMessage(LogLevel.Warning, "The job scheduler can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
