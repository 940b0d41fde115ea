using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Subscriptions;

/// <summary>A log with one office, a notebook's table, and runners that are stopped at the end.</summary>
public abstract class SubscriptionTestBase(PostgresServer server) : IAsyncLifetime
{
    private readonly CancellationTokenSource end = new();
    private readonly List<Task> running = [];
    private readonly List<EventLogDatabase> processes = [];

    internal static readonly SubscriptionOptions Quick = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(20),
        TakeoverInterval = TimeSpan.FromMilliseconds(20),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(50),
    };

    private protected TestDatabase Database { get; private set; } = null!;

    private protected IEventLog Log { get; private set; } = null!;

    private protected SubscriptionControl Control => new(Database.Connections);

    public async ValueTask InitializeAsync()
    {
        Database = await server.NewDatabase();
        Log = Database.NewLog();
        await Log.AddTenant(Some.Tenant);
        await Notebook.CreateTable(Database);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Settled(Task.WhenAll(running));
        foreach (var process in processes) await process.DisposeAsync();
        await Database.DisposeAsync();
        end.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>As a process of its own would run it.</summary>
    private protected RunningSubscription Run(ISubscription subscription, SubscriptionOptions? options = null)
    {
        var process = new EventLogDatabase(Database.ConnectionString);
        processes.Add(process);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        var run = new SubscriptionRunner(process, TimeProvider.System, options ?? Quick).Run(Some.Tenant, subscription, stop.Token);
        running.Add(run);
        return new(run, stop);
    }

    private protected Task Append(int events = 1) => Log.Append("a", ExpectedVersion.Any, Some.Events(events));

    private protected Task<long> Position(string name = "Notebook") =>
        Database.Scalar<long>($"select coalesce(max(last_seq_id), 0) from minato.mt_event_progression where name = '{name}:All:minato'");

    private protected static Task Settled(Task task) => task.ContinueWith(_ => { }, TaskScheduler.Default);

    private protected sealed record RunningSubscription(Task Task, CancellationTokenSource Cancellation)
    {
        public async Task Stop()
        {
            await Cancellation.CancelAsync();
            await Settled(Task);
        }
    }
}
