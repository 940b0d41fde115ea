using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;

namespace MinatoTracker.Service.Hosting;

/// <summary>Whether the database's schema is in place, so that work may begin.</summary>
public sealed class DatabaseState
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    public Task WhenReady(CancellationToken cancellation) => ready.Task.WaitAsync(cancellation);

    public void MarkReady() => ready.TrySetResult();
}

/// <summary>Brings the schema up to date, and goes on trying while PostgreSQL does not answer.</summary>
public sealed partial class DatabaseStartup(
    EventLogDatabase database, IEventLog log, TrackerSettings settings, DatabaseState state, TimeProvider time, ILogger<DatabaseStartup> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Schema of the log, then of the features that keep tables of their own.</summary>
    public static async Task Prepare(EventLogDatabase database, IEventLog log, TrackerSettings settings, CancellationToken cancellation)
    {
        await SchemaMigrator.Migrate(database.Owner, typeof(IEventLog).Assembly, "Schema", "event-log", cancellation);
        await SchemaMigrator.Migrate(database.Owner, typeof(DatabaseStartup).Assembly, "Schema", "service", cancellation);
        await log.AddTenant(settings.Tenant, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!state.IsReady)
        {
            try
            {
                await Prepare(database, log, settings, stoppingToken);
                state.MarkReady();
                await RebuildIfReshaped(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                NotReady(failure.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    // Readers and writers go on meanwhile, on the history as it was.
    private async Task RebuildIfReshaped(CancellationToken cancellation)
    {
        var rebuild = new HistoryRebuild(database, time);
        if (!await rebuild.IsNeeded(HistoryPlaces.Shape, cancellation)) return;
        try
        {
            await rebuild.Run(HistoryPlaces.Shape, HistoryPlaces.Of, cancellation: cancellation);
        }
        catch (RebuildUnderWayException)
        {
            // Another node started at the same time and is at it.
        }
        catch (UnreadableEventException unreadable)
        {
            NotRebuilt(unreadable.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The history stays in its former shape, because it could not be built anew: {Reason}")]
    private partial void NotRebuilt(string reason);

    [LoggerMessage(LogLevel.Warning, "The database is not ready: {Reason} Trying again.")]
    private partial void NotReady(string reason);
}
