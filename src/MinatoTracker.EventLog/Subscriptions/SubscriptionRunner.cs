using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>
/// Keeps subscriptions going. However many processes run the same one, a lock lets one of them work; the others stand by and take over
/// when its connection ends. After a lost connection it comes back, with pauses that grow up to a bound.
/// </summary>
public sealed partial class SubscriptionRunner(
    EventLogDatabase database, TimeProvider time, SubscriptionOptions? options = null, ILogger<SubscriptionRunner>? logger = null)
{
    private readonly SubscriptionOptions options = options ?? new();
    private readonly ILogger logger = logger ?? NullLogger<SubscriptionRunner>.Instance;

    /// <summary>Runs one subscription on one tenant's events until cancelled.</summary>
    public async Task Run(string tenant, ISubscription subscription, CancellationToken cancellation)
    {
        var checkpoint = CheckpointName.Of(subscription.Name, tenant);
        for (var failures = 1; ; failures++)
        {
            var began = time.GetUtcNow();
            try
            {
                await using var session = await SubscriptionSession.Open(database, checkpoint, cancellation);
                while (!await session.TryTakeOver(cancellation)) await Task.Delay(options.TakeoverInterval, time, cancellation);
                TookOver(checkpoint.Value);
                await new SubscriptionFollower(session, subscription, options, time, logger).Follow(cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                if (time.GetUtcNow() - began > options.LongestPause) failures = 1;
                Interrupted(checkpoint.Value, options.Pause(failures), failure.Message);
                await Task.Delay(options.Pause(failures), time, cancellation);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Subscription {Name} works here.")]
    private partial void TookOver(string name);

    [LoggerMessage(LogLevel.Warning, "Subscription {Name} was interrupted and goes on after {Pause}: {Reason}")]
    private partial void Interrupted(string name, TimeSpan pause, string reason);
}
