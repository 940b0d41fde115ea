using System.Collections.Concurrent;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// What runs have read already. A plan that is still made of the same events is not folded again, and of a ledger only what was added
/// is read: reading stays as cheap for the last batch of a large morning as for the first.
/// </summary>
public sealed class SceneMemory
{
    private readonly ConcurrentDictionary<string, (long[] Positions, PlanScene Scene)> plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> ledgers = new(StringComparer.Ordinal);

    internal PlanScene Plan(string plan, IReadOnlyList<StoredEvent> inForce, Func<PlanScene> fold)
    {
        long[] positions = [.. inForce.Select(stored => stored.Position)];
        if (plans.TryGetValue(plan, out var known) && known.Positions.AsSpan().SequenceEqual(positions)) return known.Scene;
        var scene = fold();
        plans[plan] = (positions, scene);
        return scene;
    }

    internal async Task<(ReminderLedger State, long Version)> Ledger(
        StreamOf<ReminderLedger> stream, Func<long, Task<IReadOnlyList<StoredEvent>>> readAfter, CancellationToken cancellation)
    {
        var known = ledgers.GetOrAdd(stream.Key, _ => new());
        // One after the other: the first reads it all, whoever waited only what came since.
        await known.Gate.WaitAsync(cancellation);
        try
        {
            var added = await readAfter(known.Version);
            if (added.Count > 0)
                (known.State, known.Version) = (added.Select(EventTypes.FromStore).Aggregate(known.State, ReminderLedger.Evolve), added[^1].Version);
            return (known.State, known.Version);
        }
        finally
        {
            known.Gate.Release();
        }
    }

    /// <summary>Forgets what is not asked for any more.</summary>
    public void KeepOnly(IEnumerable<(string Plan, string Review)> reviews)
    {
        var kept = reviews.ToHashSet();
        foreach (var plan in plans.Keys.Except(kept.Select(review => review.Plan), StringComparer.Ordinal)) plans.TryRemove(plan, out _);
        foreach (var ledger in ledgers.Keys.Except(kept.Select(review => Streams.Reminders(review.Plan, review.Review).Key), StringComparer.Ordinal))
            ledgers.TryRemove(ledger, out _);
    }

    private sealed class Known
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public ReminderLedger State { get; set; } = ReminderLedger.Empty;

        public long Version { get; set; }
    }
}

/// <summary>A plan as far as reviews ask about it.</summary>
internal sealed record PlanScene(string Title, IReadOnlyList<(string Code, Domain.Initiatives.Initiative State)> Initiatives)
{
    public IReadOnlyList<string> Sections { get; } =
        [.. Initiatives.Select(initiative => initiative.State.OwningSection?.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
}
