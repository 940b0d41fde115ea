using System.Globalization;
using MinatoTracker.EventLog;
using Npgsql;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// A whole plan as of a day: now and in the middle of its time, as known now and as known in the middle. By hand the rows of the same
/// answer are read by their keys, which somebody must know beforehand. The row tells the question that comes off worst.
/// </summary>
internal static class AsOf
{
    private const int Initiatives = 50;
    private const int EventsAnInitiative = 200;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        await PlanHistory.Record(database, Sample.Scope, Initiatives, EventsAnInitiative);
        await database.Settle(cancellation);
        var rounds = cluster.IsQuick ? 36 : 2_000;

        List<Row> rows = [];
        foreach (var question in PlanHistory.Questions(Sample.Scope, EventsAnInitiative))
        {
            var answer = await database.Log.ReadInForce(BenchDatabase.Ours, question, cancellation);
            await using var byKey = await ReadByKey.Open(database, [.. answer.Select(e => e.Position)], cancellation);
            var medians = await Rounds.Medians(
                rounds,
                () => Rounds.Milliseconds(async () => Same(answer, await byKey.Read())),
                () => Rounds.Milliseconds(async () => Same(answer, await database.Log.ReadInForce(BenchDatabase.Ours, question, cancellation))));
            rows.Add(Row.Cost("as-of", "ms", ours: medians[1], floor: medians[0], mustReach: 0.333));
        }

        return rows.MinBy(row => row.Ratio)!;
    }

    private static void Same(IReadOnlyList<StoredEvent> expected, IReadOnlyList<StoredEvent> read)
    {
        if (read.Count != expected.Count || read[^1].Id != expected[^1].Id) throw new InvalidOperationException("The answers differ.");
    }

    private sealed class ReadByKey : IAsyncDisposable
    {
        private const string Sql = """
            select seq_id, id, stream_id, version, type, data, timestamp, user_name, correlation_id
            from minato.mt_events where tenant_id = 'ours' and seq_id = any ($1) order by seq_id
            """;

        private readonly NpgsqlConnection connection;
        private readonly NpgsqlCommand command;

        private ReadByKey(NpgsqlConnection connection, long[] keys)
        {
            this.connection = connection;
            command = new NpgsqlCommand(Sql, connection) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = keys } } };
        }

        public static async Task<ReadByKey> Open(BenchDatabase database, long[] keys, CancellationToken cancellation)
        {
            var read = new ReadByKey(await database.Owner.OpenConnectionAsync(cancellation), keys);
            await read.command.PrepareAsync(cancellation);
            return read;
        }

        public async Task<List<StoredEvent>> Read()
        {
            List<StoredEvent> events = [];
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                events.Add(new(
                    reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4),
                    reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6),
                    reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetString(8)));
            }

            return events;
        }

        public async ValueTask DisposeAsync()
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

/// <summary>The cost of the same questions when every initiative has 10 events, and when it has 10,000.</summary>
internal static class AsOfFlatness
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const int OthersAtOnce = 100;

    // What answers lies far apart among a thousand times the history, on pages that no cache of the processor holds any more.
    // That may cost as much again, and no more: a plan that reads history it does not answer with would cost hundreds of times as much.
    private const double Flat = 0.5;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var initiatives = cluster.IsQuick ? 2 : 20;
        // A database each, with as many events in both: other plans make up for what the young initiatives lack. What differs is
        // how much history an initiative has, not how large the office is.
        await using var young = await cluster.NewDatabase(cancellation, "bench_young");
        await using var old = await cluster.NewDatabase(cancellation, "bench_old");
        await PlanHistory.Record(young, Sample.Scope, initiatives, Few);
        for (var other = 1; other < Many / Few; other += OthersAtOnce)
            await PlanHistory.Record(young, $"other-{other}", initiatives * OthersAtOnce, Few);
        await PlanHistory.Record(old, Sample.Scope, initiatives, Many);
        await young.Settle(cancellation);
        await old.Settle(cancellation);
        var rounds = cluster.IsQuick ? 150 : 2_000;

        Func<Task<double>> Asking(BenchDatabase database, InForce question) => () => Rounds.Milliseconds(async () =>
        {
            if ((await database.Log.ReadInForce(BenchDatabase.Ours, question, cancellation)).Count != initiatives * Sample.SlotsAStream)
                throw new InvalidOperationException("The answer is not whole.");
        });

        List<Row> rows = [];
        foreach (var (few, many) in PlanHistory.Questions(Sample.Scope, Few).Zip(PlanHistory.Questions(Sample.Scope, Many)))
        {
            var medians = await Rounds.Medians(rounds, Asking(young, few), Asking(old, many));
            rows.Add(Row.Cost("as-of-flatness", "ms", ours: medians[1], floor: medians[0], mustReach: Flat));
        }

        return rows.MinBy(row => row.Ratio)!;
    }
}

/// <summary>A plan whose initiatives were recorded about over years: part by part, each at its own time.</summary>
internal static class PlanHistory
{
    private const int MostParts = 20;
    private static readonly DateTimeOffset Beginning = new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task Record(BenchDatabase database, string scope, int initiatives, int eventsAnInitiative)
    {
        var parts = Math.Min(eventsAnInitiative / Sample.SlotsAStream, MostParts);
        var (aPart, clock) = (eventsAnInitiative / parts, new Clock());
        var log = database.NewLog(clock);
        for (var part = 0; part < parts; part++)
        {
            var from = part * aPart;
            clock.Now = RecordedAt(part, parts);
            await log.Append(
                BenchDatabase.Ours,
                [.. Enumerable.Range(0, initiatives).Select(initiative => new StreamAppend(
                    string.Create(CultureInfo.InvariantCulture, $"initiative/{scope}/{initiative}"),
                    scope,
                    ExpectedVersion.Exactly(from),
                    [.. Enumerable.Range(from, aPart).Select(Sample.Event)]))],
                Sample.Metadata);
        }
    }

    /// <summary>Today and the middle of the plan's time, as known now and as known in the middle of the recording.</summary>
    public static IEnumerable<InForce> Questions(string scope, int eventsAnInitiative) =>
        from asOf in new[] { Sample.Effective(eventsAnInitiative).AddDays(1), Sample.Effective(eventsAnInitiative / 2).AddDays(1) }
        from knownAt in new DateTimeOffset?[] { null, Beginning.AddDays(500) }
        select InForce.InScope(scope, asOf, knownAt);

    private static DateTimeOffset RecordedAt(int part, int parts) => Beginning.AddDays(1000.0 * part / parts);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
