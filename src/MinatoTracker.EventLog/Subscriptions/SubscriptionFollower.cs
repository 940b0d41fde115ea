using Microsoft.Extensions.Logging;

namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>The work of the one process that follows a tenant's events for a subscription.</summary>
internal sealed partial class SubscriptionFollower(
    SubscriptionSession session, ISubscription subscription, SubscriptionOptions options, TimeProvider time, ILogger logger)
{
    private const int LongestError = 2000;
    private long position;
    private long careful;
    private int attempts;

    public async Task Follow(CancellationToken cancellation)
    {
        await Listen(cancellation);
        position = await session.Position(cancellation);
        while (true)
        {
            foreach (var parked in await session.Retries(cancellation)) await TakeParked(parked, cancellation);
            // After a batch failed its events go one by one, so that the one to blame is known and its neighbours are not.
            var events = await session.Read(position, position < careful ? 1 : options.BatchSize, cancellation);
            if (events.Count > 0) await Take(events, cancellation);
            else await session.Wait(options.PollInterval, time, cancellation);
        }
    }

    private async Task Listen(CancellationToken cancellation)
    {
        try
        {
            await session.Listen(options.Channel(session.Name.Tenant), cancellation);
        }
        catch (Exception failure) when (session.IsAlive && !cancellation.IsCancellationRequested)
        {
            NotListening(session.Name.Value, options.PollInterval, failure.Message);
        }
    }

    private async Task Take(List<StoredEvent> events, CancellationToken cancellation)
    {
        try
        {
            await session.InTransaction(
                async transaction =>
                {
                    await subscription.Handle(new(session.Name.Tenant, transaction, events), cancellation);
                    await session.Advance(position, events[^1].Position, time.GetUtcNow(), cancellation);
                },
                cancellation);
            (position, attempts) = (events[^1].Position, 0);
        }
        catch (CheckpointMovedException moved)
        {
            Moved(moved.Message);
            position = await session.Position(cancellation);
        }
        catch (Exception failure) when (session.IsAlive && !cancellation.IsCancellationRequested)
        {
            await Failed(events, failure, cancellation);
        }
    }

    private async Task Failed(List<StoredEvent> events, Exception failure, CancellationToken cancellation)
    {
        if (events.Count > 1)
        {
            careful = events[^1].Position;
        }
        else if (++attempts < options.Attempts)
        {
            await Task.Delay(options.Pause(attempts), time, cancellation);
        }
        else
        {
            await GiveUp(events[0], failure, cancellation);
            attempts = 0;
        }
    }

    private Task GiveUp(StoredEvent failed, Exception failure, CancellationToken cancellation)
    {
        CanNotTake(session.Name.Value, failed.Position, failed.Type, subscription.WhenEventFails, failure);
        return subscription.WhenEventFails == WhenEventFails.Park ? Park(failed, failure, cancellation) : Stop(failed, failure, cancellation);
    }

    private async Task Park(StoredEvent failed, Exception failure, CancellationToken cancellation)
    {
        await session.InTransaction(
            async _ =>
            {
                await session.Record(failed, "parked", Describe(failure), attempts, time.GetUtcNow(), cancellation);
                await session.Advance(position, failed.Position, time.GetUtcNow(), cancellation);
            },
            cancellation);
        position = failed.Position;
    }

    // The lock is kept meanwhile: another process would run into the same event.
    private async Task Stop(StoredEvent failed, Exception failure, CancellationToken cancellation)
    {
        await session.Record(failed, "stopped", Describe(failure), attempts, time.GetUtcNow(), cancellation);
        while (await session.IsStopped(cancellation)) await session.Wait(options.PollInterval, time, cancellation);
        position = await session.Position(cancellation);
    }

    private async Task TakeParked(StoredEvent parked, CancellationToken cancellation)
    {
        try
        {
            await session.InTransaction(
                async transaction =>
                {
                    await subscription.Handle(new(session.Name.Tenant, transaction, [parked]), cancellation);
                    await session.Forget(parked, cancellation);
                },
                cancellation);
        }
        catch (Exception failure) when (session.IsAlive && !cancellation.IsCancellationRequested)
        {
            await session.Record(parked, "parked", Describe(failure), 1, time.GetUtcNow(), cancellation);
        }
    }

    // PostgreSQL's text takes no NUL.
    private static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}".Replace("\0", "", StringComparison.Ordinal);
        return text.Length > LongestError ? text[..LongestError] : text;
    }

    [LoggerMessage(LogLevel.Warning, "Subscription {Name} gets no notifications and looks every {Interval} instead: {Reason}")]
    private partial void NotListening(string name, TimeSpan interval, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason} It goes on from there.")]
    private partial void Moved(string reason);

    [LoggerMessage(LogLevel.Error, "Subscription {Name} can't take event {Position} ({Type}): {What}")]
    private partial void CanNotTake(string name, long position, string type, WhenEventFails what, Exception failure);
}
