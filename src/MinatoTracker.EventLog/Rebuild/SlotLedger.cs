using System.Runtime.InteropServices;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>
/// Gives slots their numbers and remembers the latest effective date of each: what fill_slots.sql looks up in the tables.
/// It grows with the number of slots, not of events.
/// </summary>
internal sealed class SlotLedger
{
    private readonly Dictionary<(string Tenant, string Stream, string Slot), State> slots = [];
    private List<SlotRow> added = [];
    private long last;

    public IEnumerable<HistoryRow> Rows(string tenant, StoredEvent stored, HistoryPlace place)
    {
        foreach (var slot in place.Slots) yield return Row(tenant, stored, place, slot);
    }

    /// <summary>Slots that were new since this was asked last.</summary>
    public IReadOnlyList<SlotRow> TakeAdded()
    {
        var taken = added;
        added = [];
        return taken;
    }

    private HistoryRow Row(string tenant, StoredEvent stored, HistoryPlace place, string slot)
    {
        ref var state = ref CollectionsMarshal.GetValueRefOrAddDefault(slots, (tenant, stored.Stream, slot), out var known);
        if (!known)
        {
            state = new State(++last, place.Effective);
            added.Add(new(last, tenant, place.Scope ?? "", stored.Stream, slot));
        }
        else if (state.Latest < place.Effective)
        {
            state = state with { Latest = place.Effective };
        }

        return new(state.Id, place.Effective, stored.Position, stored.RecordedAt, state.Latest, tenant);
    }

    private readonly record struct State(long Id, DateOnly Latest);
}

internal sealed record SlotRow(long Id, string Tenant, string Scope, string Stream, string Slot);

internal readonly record struct HistoryRow(long Slot, DateOnly Effective, long Position, DateTimeOffset RecordedAt, DateOnly Latest, string Tenant);

/// <summary>Rows of the history, and the slots that came up in them for the first time.</summary>
internal readonly record struct RowBatch(IReadOnlyList<HistoryRow> History, IReadOnlyList<SlotRow> Slots);
