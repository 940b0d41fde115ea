namespace MinatoTracker.EventLog.Postgres;

/// <summary>The latest effective date that each slot of one stream has had so far.</summary>
internal sealed class LatestEffective
{
    private readonly Dictionary<string, DateOnly> dates = new(StringComparer.Ordinal);

    /// <summary>The slot's latest date once an event fills it from that day on.</summary>
    public DateOnly After(string slot, DateOnly effective) =>
        dates[slot] = dates.TryGetValue(slot, out var before) && before > effective ? before : effective;
}
