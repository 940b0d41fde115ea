using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>The new tables beside those in use, from the same files.</summary>
internal sealed class NextTables(NpgsqlConnection connection)
{
    private const string CopyHistory =
        "copy minato_next.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) from stdin (format binary)";

    private const string CopySlots = "copy minato_next.history_slots (slot_id, tenant_id, scope, stream_id, slot) from stdin (format binary)";

    // A busy disk may hold a bulk load up for longer than a command has. Zero would not be "for ever" here, but "at once".
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task Create(CancellationToken cancellation)
    {
        await Execute(Own("Rebuild/start.sql"), cancellation);
        await Execute(Next("Schema/tables/5_history_slots.sql"), cancellation);
        await Execute(Next("Schema/tables/6_history.sql"), cancellation);
    }

    public async Task Index(CancellationToken cancellation)
    {
        await Execute(Next("Schema/tables/6_history_indexes.sql"), cancellation);
        // Without it the first questions would be planned as for empty tables.
        await Execute("analyze minato_next.history_slots, minato_next.history", cancellation);
    }

    public async Task Fill(IAsyncEnumerable<HistoryRow[]> batches, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyHistory, cancellation);
        copy.Timeout = Patience;
        await foreach (var rows in batches.WithCancellation(cancellation))
            foreach (var row in rows) Write(copy, row);
        await copy.CompleteAsync(cancellation);
    }

    public async Task Fill(IReadOnlyList<SlotRow> slots, CancellationToken cancellation)
    {
        if (slots.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(CopySlots, cancellation);
        copy.Timeout = Patience;
        foreach (var slot in slots) Write(copy, slot);
        await copy.CompleteAsync(cancellation);
    }

    /// <summary>In the caller's transaction, which holds the locks.</summary>
    public async Task Swap(int version, DateTimeOffset now, CancellationToken cancellation)
    {
        await Execute(Own("Rebuild/swap.sql"), cancellation);
        foreach (var path in Sql.Paths(typeof(NextTables).Assembly, "Schema/privileges")) await Execute(Own(path), cancellation);
        await using var record = new NpgsqlCommand(Own("Rebuild/record_version.sql"), connection);
        record.Parameters.Add(new() { Value = ReadModelVersions.History });
        record.Parameters.Add(new() { Value = version });
        record.Parameters.Add(new() { Value = now.ToUniversalTime() });
        await record.ExecuteNonQueryAsync(cancellation);
    }

    // Not awaited, column by column: the writer's own buffer takes them, and a wait for each would cost more than the writing.
    private static void Write(NpgsqlBinaryImporter copy, HistoryRow row)
    {
        copy.StartRow();
        copy.Write(row.Slot, NpgsqlDbType.Bigint);
        copy.Write(row.Effective, NpgsqlDbType.Date);
        copy.Write(row.Position, NpgsqlDbType.Bigint);
        copy.Write(row.RecordedAt, NpgsqlDbType.TimestampTz);
        copy.Write(row.Latest, NpgsqlDbType.Date);
        copy.Write(row.Tenant, NpgsqlDbType.Varchar);
    }

    private static void Write(NpgsqlBinaryImporter copy, SlotRow slot)
    {
        copy.StartRow();
        copy.Write(slot.Id, NpgsqlDbType.Bigint);
        copy.Write(slot.Tenant, NpgsqlDbType.Varchar);
        copy.Write(slot.Scope, NpgsqlDbType.Varchar);
        copy.Write(slot.Stream, NpgsqlDbType.Varchar);
        copy.Write(slot.Slot, NpgsqlDbType.Varchar);
    }

    private static string Own(string path) => Sql.Text(typeof(NextTables).Assembly, path);

    private static string Next(string path) => Own(path).Replace("minato.", "minato_next.", StringComparison.Ordinal);

    private async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
