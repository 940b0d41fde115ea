namespace MinatoTracker.EventLog;

/// <summary>An event to append.</summary>
/// <param name="Id">Chosen by the sender. Appending the same ids again is recognised as a retry.</param>
/// <param name="Type">Stored name, in snake case.</param>
/// <param name="DotnetType">Full name and assembly, as Marten writes it.</param>
/// <param name="Data">JSON.</param>
/// <param name="EffectiveDate">From which day the fact holds.</param>
/// <param name="Slots">What the event fills in its stream's history; none keeps it out of the history.</param>
public sealed record NewEvent(
    Guid Id,
    string Type,
    string DotnetType,
    string Data,
    DateOnly EffectiveDate,
    IReadOnlyList<string> Slots);

/// <summary>Events to append to one stream.</summary>
/// <param name="Scope">What the history groups streams by: a plan's key. One scope is read in one query.</param>
public sealed record StreamAppend(string Stream, string? Scope, ExpectedVersion Expected, IReadOnlyList<NewEvent> Events);

/// <summary>Which version a stream must have for an append to go through.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long? value) => Value = value;

    /// <summary>Null for any version, 0 for a stream that must be new.</summary>
    public long? Value { get; }

    public static ExpectedVersion Any => default;

    public static ExpectedVersion MustBeNew => new(0);

    public static ExpectedVersion Exactly(long version) => version >= 0
        ? new(version)
        : throw new ArgumentOutOfRangeException(nameof(version), version, "A version is 0 or more.");
}

/// <summary>Who appends, and what it belongs to.</summary>
/// <param name="Headers">A JSON object; null for none.</param>
public sealed record EventMetadata(string? User = null, string? CorrelationId = null, string? CausationId = null, string? Headers = null);

/// <summary>What became of an append.</summary>
/// <param name="Versions">Each stream's version after it.</param>
/// <param name="RecordedAt">When the events were recorded (記録日時); for a repeated append, the time of the repetition.</param>
/// <param name="Repeated">True when the same events stood already, so that nothing was added.</param>
public sealed record AppendResult(IReadOnlyDictionary<string, long> Versions, DateTimeOffset RecordedAt, bool Repeated);

/// <summary>An event as stored.</summary>
/// <param name="Position">Place in the tenant's one order.</param>
/// <param name="Data">UTF-8 JSON.</param>
public sealed record StoredEvent(
    long Position,
    Guid Id,
    string Stream,
    long Version,
    string Type,
    ReadOnlyMemory<byte> Data,
    DateTimeOffset RecordedAt,
    string? User,
    string? CorrelationId);
