using Npgsql;

namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>Follows a tenant's events in their order: a projection, a mailer's inbox, an export.</summary>
public interface ISubscription
{
    /// <summary>Names its checkpoint: renaming starts it from the first event. Without ":".</summary>
    string Name { get; }

    /// <summary>A projection that skipped an event would be wrong without a sign of it, so it stops unless it says otherwise.</summary>
    WhenEventFails WhenEventFails => WhenEventFails.Stop;

    /// <summary>
    /// Takes events in the tenant's order. What it writes through the batch's transaction is committed together with the checkpoint,
    /// so it takes effect exactly once; whatever else it does may happen again after a failure.
    /// </summary>
    Task Handle(SubscriptionBatch batch, CancellationToken cancellation);
}

/// <summary>What becomes of a subscription whose handler can't take an event, after the attempts it has.</summary>
public enum WhenEventFails
{
    /// <summary>It waits at that event, with the error shown, until somebody retries or discards it. Other subscriptions go on.</summary>
    Stop,

    /// <summary>The event is put aside with its error, and the subscription goes on without it. For what needs no order.</summary>
    Park,
}

/// <summary>Events to take, and the transaction to do it in. Whoever handles it neither commits nor rolls back.</summary>
public sealed record SubscriptionBatch(string Tenant, NpgsqlTransaction Transaction, IReadOnlyList<StoredEvent> Events)
{
    public NpgsqlConnection Connection => Transaction.Connection!;
}

/// <summary>How a subscription is run.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>How many events a handler gets at once at most.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How often to look without having been notified.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often one that stands by tries to take over.</summary>
    public TimeSpan TakeoverInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an event is tried before it counts as one that can't be taken.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The pause after a first failure; each further one doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where notifications come from; for tests of what happens without.</summary>
    internal Func<string, string> Channel { get; init; } = Postgres.CommitNotifier.Channel;

    internal TimeSpan Pause(int failures) =>
        TimeSpan.FromTicks((long)Math.Min(LongestPause.Ticks, FirstPause.Ticks * Math.Pow(2, Math.Min(failures, 60) - 1)));
}
