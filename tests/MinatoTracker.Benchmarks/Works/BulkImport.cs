using MinatoTracker.EventLog;
using NpgsqlTypes;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// 100,000 events in 1,000 streams at once. By hand: COPY of the same event rows and nothing else; through the log also streams,
/// slots, history and checks.
/// </summary>
internal static class BulkImport
{
    private const int EventsAStream = 100;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        var (streams, rounds) = cluster.IsQuick ? (150, 2) : (1_000, 7);
        var (ours, floor, seq) = (0, 0, 0L);

        var medians = await Rounds.Medians(
            cluster.IsQuick ? 1 : 2,
            rounds,
            async () =>
            {
                var appends = Appends(streams, floor++);
                return await Rounds.Rate(streams * EventsAStream, () => CopyByHand(database, appends, ref seq, cancellation));
            },
            async () =>
            {
                var appends = Appends(streams, ours++);
                return await Rounds.Rate(
                    streams * EventsAStream, () => database.Log.Append(BenchDatabase.Ours, appends, Sample.Metadata, cancellation));
            });
        return Row.Rate("bulk-import", "events/s", ours: medians[1], floor: medians[0], mustReach: 0.5);
    }

    private static StreamAppend[] Appends(int streams, int round) =>
        [.. Enumerable.Range(round * streams, streams).Select(stream => new StreamAppend(
            Sample.Stream(stream), Sample.Scope, ExpectedVersion.MustBeNew, [.. Enumerable.Range(0, EventsAStream).Select(Sample.Event)]))];

    private static Task CopyByHand(BenchDatabase database, StreamAppend[] appends, ref long seq, CancellationToken cancellation)
    {
        var first = seq + 1;
        seq += appends.Sum(append => append.Events.Count);
        return CopyByHand(database, appends, first, cancellation);
    }

    private static async Task CopyByHand(BenchDatabase database, StreamAppend[] appends, long seq, CancellationToken cancellation)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers, user_name, is_archived)
            from stdin (format binary)
            """,
            cancellation);
        var now = DateTime.UtcNow;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                var @event = append.Events[i];
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(seq++, cancellation);
                await copy.WriteAsync(@event.Id, cancellation);
                await copy.WriteAsync(append.Stream, NpgsqlDbType.Varchar, cancellation);
                await copy.WriteAsync(i + 1L, cancellation);
                await copy.WriteAsync(@event.Data, NpgsqlDbType.Jsonb, cancellation);
                await copy.WriteAsync(@event.Type, NpgsqlDbType.Varchar, cancellation);
                await copy.WriteAsync(now, cancellation);
                await copy.WriteAsync(BenchDatabase.Floor, NpgsqlDbType.Varchar, cancellation);
                await copy.WriteAsync(@event.DotnetType, NpgsqlDbType.Varchar, cancellation);
                await copy.WriteAsync("null", NpgsqlDbType.Jsonb, cancellation);
                await copy.WriteAsync(Sample.User, NpgsqlDbType.Varchar, cancellation);
                await copy.WriteAsync(false, cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }
}
