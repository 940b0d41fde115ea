namespace MinatoTracker.EventLog;

/// <summary>
/// The facts of every office (tenant): appended, never changed, in one order a tenant that a reader with a cursor can trust,
/// with a history that answers what was in force on any day as known at any time.
/// </summary>
public interface IEventLog
{
    /// <summary>Appends to all the streams or to none.</summary>
    /// <exception cref="ConcurrencyConflictException">A stream does not have the version expected.</exception>
    /// <exception cref="UnknownTenantException">The tenant was never added.</exception>
    /// <exception cref="UnfitEventException">An event holds what can't be stored.</exception>
    /// <exception cref="EventLogUnavailableException">The database does not answer. Appending the same again later is safe.</exception>
    Task<AppendResult> Append(
        string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default);

    /// <summary>A stream's events in order; empty for an unknown stream.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStream(
        string tenant, string stream, long afterVersion = 0, CancellationToken cancellation = default);

    /// <summary>
    /// The events that are in force, in the order they were recorded: for each slot the one with the latest effective date
    /// up to <see cref="InForce.AsOf"/>, among those recorded by <see cref="InForce.KnownAt"/>. The cost does not grow with the history.
    /// </summary>
    Task<IReadOnlyList<StoredEvent>> ReadInForce(string tenant, InForce query, CancellationToken cancellation = default);

    /// <summary>As <see cref="ReadInForce"/>, for who keeps what was answered before: no answer when nobody has appended since.</summary>
    /// <param name="position">The tenant's last position when it was answered; -1 for who keeps nothing.</param>
    Task<InForceSince> ReadInForceSince(string tenant, InForce query, long position, CancellationToken cancellation = default);

    /// <summary>The tenant's events after a position, in the tenant's order. A reader that goes on from the last one misses none.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAll(string tenant, long afterPosition, int limit, CancellationToken cancellation = default);

    /// <summary>The position of the tenant's last event; 0 before the first. Whoever keeps what he read up to it needs to read nothing again.</summary>
    Task<long> LastPosition(string tenant, CancellationToken cancellation = default);

    /// <summary>Makes room for an office. Safe to repeat.</summary>
    Task AddTenant(string tenant, CancellationToken cancellation = default);
}
