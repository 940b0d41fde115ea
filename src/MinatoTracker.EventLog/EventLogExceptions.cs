namespace MinatoTracker.EventLog;

/// <summary>A stream moved on since it was read.</summary>
/// <param name="expected">Null where any version would have done, yet only part of the events was new.</param>
public sealed class ConcurrencyConflictException(string stream, long? expected, long actual) : Exception(
    $"Stream {stream} is at version {actual}, not {(expected is null ? "free of these events" : $"at {expected}")}.")
{
    public string Stream { get; } = stream;

    public long? Expected { get; } = expected;

    public long Actual { get; } = actual;
}

/// <summary>The tenant has no place in this log.</summary>
public sealed class UnknownTenantException(string tenant) : Exception($"There is no tenant {tenant}.")
{
    public string Tenant { get; } = tenant;
}

/// <summary>The database does not answer, or did not in time.</summary>
public sealed class EventLogUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The database was laid out by a newer version of this program. Nothing was changed.</summary>
public sealed class SchemaTooNewException(string part, int found, int known) : Exception(
    $"The database's {part} schema is at version {found}; this program knows it up to {known}. Run the newer program.")
{
    public string Part { get; } = part;

    public int Found { get; } = found;

    public int Known { get; } = known;
}
