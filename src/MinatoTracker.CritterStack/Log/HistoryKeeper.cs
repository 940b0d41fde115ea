using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.CritterStack.Log;

/// <summary>
/// Goes along with every append through Marten, in its transaction: makes the tenant's one order, and keeps the history and the
/// streams' times as the other edition does. Whoever appends through a session of Marten's, a log or a handler, gets it.
/// </summary>
internal sealed class HistoryKeeper(TimeProvider time) : IProjection
{
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        // The log's own writer took the lock before it looked at the versions.
        if (events.Any(e => e.Data is not Verbatim)) await TakeOrder((IDocumentSession)operations, events, cancellation);

        var places = events.GroupBy(e => e.StreamKey!).SelectMany(Places).ToArray();
        KeepHistory(operations, places);
        KeepStreams(operations, events);
    }

    /// <summary>The lock that makes one order a tenant, and the time to record with.</summary>
    private async Task TakeOrder(IDocumentSession session, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(session.Connection)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock(hashtextextended('minato.append/' || $1, 0))") { Parameters = { new() { Value = session.TenantId } } },
                new(Text("record_time.sql")) { Parameters = { new() { Value = session.TenantId }, new() { Value = time.GetUtcNow().UtcDateTime } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var recordedAt = reader.GetFieldValue<DateTimeOffset>(0);
        foreach (var e in events) e.Timestamp = recordedAt;
    }

    /// <param name="stream">The events that one stream gets, in their order.</param>
    private static IEnumerable<Filled> Places(IGrouping<string, IEvent> stream)
    {
        var latest = new LatestEffective();
        var events = stream.ToArray();
        for (var i = 0; i < events.Length; i++)
        {
            var (effective, scope, slots) = PlaceOf(events[i]);
            foreach (var slot in slots)
                yield return new(scope ?? "", stream.Key, events.Length - 1 - i, slot, effective, latest.After(slot, effective));
        }
    }

    private static (DateOnly Effective, string? Scope, IReadOnlyList<string> Slots) PlaceOf(IEvent e) => e.Data switch
    {
        Verbatim said => (said.Event.EffectiveDate, said.Scope, said.Event.Slots),
        Domain.IEvent said => (said.Provenance.EffectiveDate, Streams.ScopeOf(e.StreamKey!), EventTypes.SlotsOf(said)),
        // Marten's own, such as the archiving of a stream.
        _ => (DateOnly.MinValue, null, []),
    };

    private static void KeepHistory(IDocumentOperations operations, Filled[] places)
    {
        if (places.Length == 0) return;
        var slots = places.DistinctBy(p => (p.Stream, p.Slot)).ToArray();
        operations.QueueSqlCommand(
            Text("keep_slots.sql"),
            operations.TenantId,
            slots.Select(p => p.Scope).ToArray(),
            slots.Select(p => p.Stream).ToArray(),
            slots.Select(p => p.Slot).ToArray());
        operations.QueueSqlCommand(
            Text("keep_history.sql"),
            operations.TenantId,
            places.Select(p => p.Stream).ToArray(),
            places.Select(p => p.FromLast).ToArray(),
            places.Select(p => p.Slot).ToArray(),
            places.Select(p => p.Effective).ToArray(),
            places.Select(p => p.Latest).ToArray());
    }

    private static void KeepStreams(IDocumentOperations operations, IReadOnlyList<IEvent> events)
    {
        var streams = events.GroupBy(e => e.StreamKey!).ToArray();
        operations.QueueSqlCommand(
            Text("keep_streams.sql"),
            operations.TenantId,
            events[0].Timestamp.ToUniversalTime(),
            streams.Select(s => s.Key).ToArray(),
            streams.Select(s => s.Count()).ToArray());
    }

    private static string Text(string file) => Sql.Text(typeof(HistoryKeeper).Assembly, $"Log/{file}");

    /// <param name="FromLast">How many events the same append puts after this one into its stream: the version is known only afterwards.</param>
    private sealed record Filled(string Scope, string Stream, int FromLast, string Slot, DateOnly Effective, DateOnly Latest);
}
