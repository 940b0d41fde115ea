namespace MinatoTracker.EventLog.Rebuild;

/// <summary>Where an event stands in the history: what its append said with <see cref="StreamAppend.Scope"/> and <see cref="NewEvent.Slots"/>.</summary>
/// <param name="Scope">Null for none, as in an append.</param>
/// <param name="Slots">Empty for an event that is not in the history.</param>
public sealed record HistoryPlace(DateOnly Effective, string? Scope, IReadOnlyList<string> Slots);

/// <param name="Total">Grows while others go on writing.</param>
public sealed record RebuildProgress(long Done, long Total, double EventsPerSecond);

/// <summary>Another process is rebuilding, and one is enough.</summary>
public sealed class RebuildUnderWayException() : Exception("A rebuild is under way already.");
