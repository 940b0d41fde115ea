using System.Collections.Concurrent;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// What a run has read already. A plan that is still made of the same events is not folded again, and of a ledger only what was added
/// is read: reading stays as cheap for the last batch of a large morning as for the first.
/// </summary>
public sealed class SceneMemory
{
    private readonly ConcurrentDictionary<string, (long[] Positions, PlanScene Scene)> plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (ReminderLedger State, long Version)> ledgers = new(StringComparer.Ordinal);

    internal PlanScene Plan(string plan, IReadOnlyList<StoredEvent> inForce, Func<PlanScene> fold)
    {
        long[] positions = [.. inForce.Select(stored => stored.Position)];
        if (plans.TryGetValue(plan, out var known) && known.Positions.AsSpan().SequenceEqual(positions)) return known.Scene;
        var scene = fold();
        plans[plan] = (positions, scene);
        return scene;
    }

    internal async Task<(ReminderLedger State, long Version)> Ledger(
        StreamOf<ReminderLedger> stream, Func<long, Task<IReadOnlyList<StoredEvent>>> readAfter)
    {
        var (state, version) = ledgers.GetValueOrDefault(stream.Key, (ReminderLedger.Empty, 0));
        var added = await readAfter(version);
        if (added.Count == 0) return (state, version);
        var now = (State: added.Select(EventTypes.FromStore).Aggregate(state, ReminderLedger.Evolve), added[^1].Version);
        // Of two who read at once, what the later one saw stays.
        return ledgers.AddOrUpdate(stream.Key, now, (_, known) => known.Version >= now.Version ? known : now);
    }
}

/// <summary>A plan as far as reviews ask about it.</summary>
internal sealed record PlanScene(string Title, IReadOnlyList<(string Code, Domain.Initiatives.Initiative State)> Initiatives)
{
    public IReadOnlyList<string> Sections { get; } =
        [.. Initiatives.Select(initiative => initiative.State.OwningSection?.Value).OfType<string>().Distinct(StringComparer.Ordinal)];
}
