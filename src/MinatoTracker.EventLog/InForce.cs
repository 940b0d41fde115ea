namespace MinatoTracker.EventLog;

/// <summary>Asks for what was in force: in a scope, in one stream of it, or in one slot of every stream.</summary>
public sealed record InForce
{
    private InForce(string slots, string key, string? stream, DateOnly asOf, DateTimeOffset? knownAt) =>
        (Slots, Key, Stream, AsOf, KnownAt) = (slots, key, stream, asOf, knownAt);

    public DateOnly AsOf { get; }

    /// <summary>What was known at that time; null for all that is known.</summary>
    public DateTimeOffset? KnownAt { get; }

    /// <summary>Scope or slot, the second parameter of the query.</summary>
    internal string Key { get; }

    internal string? Stream { get; }

    /// <summary>The condition that picks the slots, of the query's parameters $2 and $3.</summary>
    internal string Slots { get; }

    /// <param name="stream">One stream of the scope; null for all.</param>
    public static InForce InScope(string scope, DateOnly asOf, DateTimeOffset? knownAt = null, string? stream = null) => stream is null
        ? new("s.scope = $2 and $3::varchar is null", scope, null, asOf, knownAt)
        : new("s.scope = $2 and s.stream_id = $3", scope, stream, asOf, knownAt);

    public static InForce InSlot(string slot, DateOnly asOf, DateTimeOffset? knownAt = null) =>
        new("s.slot = $2 and $3::varchar is null", slot, null, asOf, knownAt);
}
