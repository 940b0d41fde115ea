namespace MinatoTracker.EventLog;

/// <summary>Asks for what was in force: in a scope, in one stream of it, or in one slot of every stream.</summary>
public sealed record InForce
{
    private InForce(DateOnly asOf, DateTimeOffset? knownAt) => (AsOf, KnownAt) = (asOf, knownAt);

    public DateOnly AsOf { get; }

    /// <summary>What was known at that time; null for all that is known.</summary>
    public DateTimeOffset? KnownAt { get; }

    /// <summary>Null where a slot is asked for.</summary>
    public string? Scope { get; private init; }

    /// <summary>Null for every stream.</summary>
    public string? Stream { get; private init; }

    /// <summary>Null for every slot.</summary>
    public string? Slot { get; private init; }

    public static InForce InScope(string scope, DateOnly asOf, DateTimeOffset? knownAt = null, string? stream = null) =>
        new(asOf, knownAt) { Scope = scope, Stream = stream };

    public static InForce InSlot(string slot, DateOnly asOf, DateTimeOffset? knownAt = null) => new(asOf, knownAt) { Slot = slot };
}

/// <param name="Position">Of the tenant's last event, 0 before the first: what was answered holds until there is a later one.</param>
/// <param name="Events">Null when the asker has the answer already.</param>
public sealed record InForceSince(long Position, IReadOnlyList<StoredEvent>? Events);
