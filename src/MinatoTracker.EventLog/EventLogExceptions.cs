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

/// <summary>An event holds what no log can keep: data that is no JSON, a NUL character, a name too long. The same again fails again.</summary>
public sealed class UnfitEventException(string reason, Exception inner) : Exception($"An event can't be stored: {reason}", inner);

/// <summary>
/// The database does not answer, did not in time, or let others go first however often it was asked. What was to be appended may stand
/// or not; appending the same events again is safe and tells.
/// </summary>
public sealed class EventLogUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>The database was laid out by a newer version of this program. Nothing was changed.</summary>
public sealed class SchemaTooNewException(string part, int found, int known) : Exception(
    $"The database's {part} schema is at version {found}; this program knows it up to {known}. Run the newer program.")
{
    public string Part { get; } = part;

    public int Found { get; } = found;

    public int Known { get; } = known;
}
