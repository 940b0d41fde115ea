using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using MinatoTracker.Benchmarks.Works;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Benchmarks.Peers;

/// <summary>
/// The history built anew by Marten's daemon, out of the same events into the same rows. The tables in use are emptied first: the daemon
/// has none beside them to build in, so whoever asks meanwhile gets half an answer.
/// </summary>
internal static class DaemonRebuild
{
    private const int Events = 130_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<double> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString + $";Options=-c minato.tenant={BenchDatabase.Ours}");
        await MartenFunctions.Ensure(database.Connections, TimeProvider.System, cancellation);
        await Years.Record(database, Events, cancellation);
        await database.Settle(cancellation);
        var kept = await Told(database, cancellation);

        var medians = await Rounds.Medians(cluster.IsQuick ? 1 : 3, async () =>
        {
            await using (var empty = database.Owner.CreateCommand("truncate minato.history, minato.history_slots")) await empty.ExecuteNonQueryAsync(cancellation);
            // A projection that begins has nothing in memory.
            await using var store = MartenStore.Open(source, TimeProvider.System, options =>
            {
                options.Projections.AsyncMode = DaemonMode.ExternallyManaged;
                options.Projections.Add(new HistoryRows(), ProjectionLifecycle.Async, nameof(HistoryRows));
            });
            using var daemon = await store.BuildProjectionDaemonAsync();
            return await Rounds.Rate(Events, () => daemon.RebuildProjectionAsync(nameof(HistoryRows), BenchDatabase.Ours, Patience, cancellation));
        });
        if (await Told(database, cancellation) != kept) throw new InvalidOperationException("The daemon built another history.");
        return medians[0];
    }

    private static async Task<string> Told(BenchDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand("""
            select count(*) || ' ' || sum(hashtext(format('%s %s %s %s %s', s.stream_id, s.slot, h.effective, h.seq_id, h.latest_effective)))
            from minato.history h join minato.history_slots s using (slot_id)
            """);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Places a page of events in the history with two statements.</summary>
    private sealed class HistoryRows : IProjection
    {
        private readonly Dictionary<(string Stream, string Slot), DateOnly> latest = [];

        public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
        {
            var places = events.SelectMany(Places).ToArray();
            var slots = places.DistinctBy(place => (place.Stream, place.Slot)).ToArray();
            operations.QueueSqlCommand(
                Sql.Text(typeof(MartenStore).Assembly, "Log/keep_slots.sql"),
                operations.TenantId,
                slots.Select(place => Streams.ScopeOf(place.Stream) ?? "").ToArray(),
                slots.Select(place => place.Stream).ToArray(),
                slots.Select(place => place.Slot).ToArray());
            operations.QueueSqlCommand(
                """
                insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
                select k.slot_id, a.effective, a.seq_id, a.recorded_at, a.latest, g.tenant
                from (select ?::varchar as tenant) g
                cross join unnest(?, ?, ?, ?, ?, ?) a(stream, slot, effective, seq_id, recorded_at, latest)
                join minato.history_slots k on k.tenant_id = g.tenant and k.stream_id = a.stream and k.slot = a.slot
                """,
                operations.TenantId,
                places.Select(place => place.Stream).ToArray(),
                places.Select(place => place.Slot).ToArray(),
                places.Select(place => place.Effective).ToArray(),
                places.Select(place => place.Sequence).ToArray(),
                places.Select(place => place.RecordedAt).ToArray(),
                places.Select(place => place.Latest).ToArray());
            return Task.CompletedTask;
        }

        private IEnumerable<Place> Places(IEvent e)
        {
            var said = (Domain.IEvent)e.Data;
            var effective = said.Provenance.EffectiveDate;
            foreach (var slot in EventTypes.SlotsOf(said))
            {
                var key = (e.StreamKey!, slot);
                latest[key] = latest.TryGetValue(key, out var before) && before > effective ? before : effective;
                yield return new(e.StreamKey!, slot, effective, e.Sequence, e.Timestamp.ToUniversalTime(), latest[key]);
            }
        }

        private sealed record Place(string Stream, string Slot, DateOnly Effective, long Sequence, DateTimeOffset RecordedAt, DateOnly Latest);
    }
}
