using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>
/// One large append: the same rows under the same lock and the same checks as any other, but written set by set, in one transaction.
/// </summary>
internal static class BulkAppend
{
    private const int ChunkSize = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Whether an append is large enough for this to pay, and of the plain kind: every stream at a version that is named.</summary>
    public static bool Suits(IReadOnlyList<StreamAppend> appends) =>
        appends.Sum(append => append.Events.Count) >= 1_000 && appends.All(append => append.Expected.Value is not null);

    public static async Task<AppendAnswer> Execute(
        NpgsqlConnection connection, string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, DateTimeOffset now)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var begun = await Begin(connection, tenant, appends, now);
        if (begun.Outcomes is not null)
            return begun with { Outcomes = Told(appends, await IsRepeated(connection, tenant, appends) ? "repeated" : "conflict") };

        var (recordedAt, events) = (begun.RecordedAt.UtcDateTime, Numbered(appends, begun.Versions));
        var seqs = await Numbers(connection, tenant, events.Count);
        await InsertEvents(connection, tenant, recordedAt, metadata, events, seqs);
        await WriteStreams(connection, tenant, recordedAt, appends, begun.Versions);
        await InsertHistory(connection, tenant, recordedAt, events, seqs);
        await transaction.CommitAsync();
        return begun;
    }

    private static Task<AppendAnswer> Begin(
        NpgsqlConnection connection, string tenant, IReadOnlyList<StreamAppend> appends, DateTimeOffset now)
    {
        // Without events the function takes the tenant's lock and compares the versions.
        var check = appends.Select(append => append with { Events = [] }).ToArray();
        return new AppendStatement(tenant).Execute(connection, [new PendingAppend(check, new EventMetadata())], now);
    }

    // A retry finds its own events where it wanted to put them.
    private static async Task<bool> IsRepeated(NpgsqlConnection connection, string tenant, IReadOnlyList<StreamAppend> appends)
    {
        await using var command = new NpgsqlCommand(Text("standing.sql"), connection)
        {
            Parameters =
            {
                Scalar(tenant),
                Many(NpgsqlDbType.Varchar, appends.Select(append => append.Stream).ToArray()),
                Many(NpgsqlDbType.Bigint, appends.Select(append => append.Expected.Value!.Value).ToArray()),
                Many(NpgsqlDbType.Integer, appends.Select(append => append.Events.Count).ToArray()),
            },
        };
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var @event in appends.SelectMany(append => append.Events))
            if (!await reader.ReadAsync() || reader.GetGuid(0) != @event.Id) return false;
        return true;
    }

    private static string[] Told(IReadOnlyList<StreamAppend> appends, string outcome) => [.. appends.Select(_ => outcome)];

    private static List<Placed> Numbered(IReadOnlyList<StreamAppend> appends, long[] versions)
    {
        List<Placed> events = new(appends.Sum(append => append.Events.Count));
        for (var i = 0; i < appends.Count; i++)
        {
            var version = versions[i];
            foreach (var @event in appends[i].Events) events.Add(new(appends[i], @event, ++version));
        }

        return events;
    }

    private static async Task<long[]> Numbers(NpgsqlConnection connection, string tenant, int count)
    {
        await using var command = new NpgsqlCommand(Text("numbers.sql"), connection) { Parameters = { Scalar(tenant), Scalar(count) } };
        return (long[])(await command.ExecuteScalarAsync())!;
    }

    private static async Task InsertEvents(
        NpgsqlConnection connection, string tenant, DateTime recordedAt, EventMetadata about, List<Placed> events, long[] seqs)
    {
        await using var batch = NewBatch(connection);
        foreach (var (from, count) in Chunks(events.Count))
        {
            var chunk = events.GetRange(from, count);
            batch.BatchCommands.Add(new(Text("events.sql"))
            {
                Parameters =
                {
                    Scalar(tenant), Scalar(recordedAt), Scalar(about.User), Scalar(about.CorrelationId), Scalar(about.CausationId),
                    new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = about.Headers ?? AppendStatement.NoHeaders },
                    Many(NpgsqlDbType.Bigint, seqs[from..(from + count)]),
                    Many(NpgsqlDbType.Uuid, chunk.ConvertAll(e => e.Event.Id)),
                    Many(NpgsqlDbType.Varchar, chunk.ConvertAll(e => e.Append.Stream)),
                    Many(NpgsqlDbType.Bigint, chunk.ConvertAll(e => e.Version)),
                    Many(NpgsqlDbType.Varchar, chunk.ConvertAll(e => e.Event.Type)),
                    Many(NpgsqlDbType.Varchar, chunk.ConvertAll(e => e.Event.DotnetType)),
                    Many(NpgsqlDbType.Jsonb, chunk.ConvertAll(e => e.Event.Data)),
                },
            });
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static async Task WriteStreams(
        NpgsqlConnection connection, string tenant, DateTime recordedAt, IReadOnlyList<StreamAppend> appends, long[] versions)
    {
        await using var command = new NpgsqlCommand(Text("streams.sql"), connection)
        {
            Parameters =
            {
                Scalar(tenant), Scalar(recordedAt),
                Many(NpgsqlDbType.Varchar, appends.Select(append => append.Stream).ToArray()),
                Many(NpgsqlDbType.Bigint, appends.Select((append, i) => versions[i] + append.Events.Count).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task InsertHistory(
        NpgsqlConnection connection, string tenant, DateTime recordedAt, List<Placed> events, long[] seqs)
    {
        var filled = events
            .SelectMany((e, i) => e.Event.Slots.Select(slot => (Key: (e.Append.Stream, Slot: slot), e.Append.Scope, e.Event.EffectiveDate, Seq: seqs[i])))
            .ToArray();
        if (filled.Length == 0) return;
        var slots = await Slots(connection, tenant, [.. filled.DistinctBy(f => f.Key).Select(f => (f.Key.Stream, f.Scope ?? "", f.Key.Slot))]);

        List<Row> rows = new(filled.Length);
        foreach (var f in filled)
        {
            var slot = slots[f.Key];
            if (f.EffectiveDate > slot.Latest) slot.Latest = f.EffectiveDate;
            rows.Add(new(slot.Id, f.EffectiveDate, f.Seq, slot.Latest));
        }

        // In the order of the primary key: its pages are filled one after the other instead of all at once.
        rows.Sort((a, b) => (a.Slot, a.Effective, a.Seq).CompareTo((b.Slot, b.Effective, b.Seq)));
        await using var batch = NewBatch(connection);
        foreach (var (from, count) in Chunks(rows.Count))
        {
            var chunk = rows.GetRange(from, count);
            batch.BatchCommands.Add(new(Text("history.sql"))
            {
                Parameters =
                {
                    Scalar(tenant), Scalar(recordedAt),
                    Many(NpgsqlDbType.Bigint, chunk.ConvertAll(row => row.Slot)),
                    Many(NpgsqlDbType.Date, chunk.ConvertAll(row => row.Effective)),
                    Many(NpgsqlDbType.Bigint, chunk.ConvertAll(row => row.Seq)),
                    Many(NpgsqlDbType.Date, chunk.ConvertAll(row => row.Latest)),
                },
            });
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<Dictionary<(string Stream, string Slot), Slot>> Slots(
        NpgsqlConnection connection, string tenant, (string Stream, string Scope, string Slot)[] wanted)
    {
        var streams = Many(NpgsqlDbType.Varchar, Array.ConvertAll(wanted, slot => slot.Stream));
        var names = Many(NpgsqlDbType.Varchar, Array.ConvertAll(wanted, slot => slot.Slot));
        await using var batch = NewBatch(connection);
        batch.BatchCommands.Add(new(Text("new_slots.sql"))
        {
            Parameters = { Scalar(tenant), streams, Many(NpgsqlDbType.Varchar, Array.ConvertAll(wanted, slot => slot.Scope)), names },
        });
        batch.BatchCommands.Add(new(Text("slots.sql")) { Parameters = { Scalar(tenant), streams.Clone(), names.Clone() } });

        Dictionary<(string, string), Slot> slots = new(wanted.Length);
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var (stream, _, slot) in wanted)
        {
            await reader.ReadAsync();
            slots.Add((stream, slot), new(reader.GetInt64(0)) { Latest = reader.IsDBNull(1) ? DateOnly.MinValue : reader.GetFieldValue<DateOnly>(1) });
        }

        return slots;
    }

    private static NpgsqlBatch NewBatch(NpgsqlConnection connection) => new(connection) { Timeout = (int)Patience.TotalSeconds };

    private static IEnumerable<(int From, int Count)> Chunks(int total)
    {
        for (var from = 0; from < total; from += ChunkSize) yield return (from, Math.Min(ChunkSize, total - from));
    }

    private static string Text(string file) => Sql.Text(typeof(BulkAppend).Assembly, $"Queries/bulk/{file}");

    private static NpgsqlParameter Scalar(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Varchar, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter<T> Scalar<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Many<T>(NpgsqlDbType type, IList<T> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values };

    private readonly record struct Placed(StreamAppend Append, NewEvent Event, long Version);

    private readonly record struct Row(long Slot, DateOnly Effective, long Seq, DateOnly Latest);

    private sealed class Slot(long id)
    {
        public long Id { get; } = id;

        public DateOnly Latest { get; set; }
    }
}
