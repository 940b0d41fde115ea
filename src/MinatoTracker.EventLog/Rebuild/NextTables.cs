using Npgsql;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>The new tables beside those in use, from the same files.</summary>
internal sealed class NextTables(NpgsqlConnection connection, NpgsqlConnection beside)
{
    private const string History = "minato_next.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)";
    private const string Slots = "minato_next.history_slots (slot_id, tenant_id, scope, stream_id, slot)";

    // Nothing is lost with tables that nobody uses yet; the swap waits for the disk, and for all that was written before it.
    private const string HurryCommits = "set synchronous_commit = off";
    private const string WaitForThisCommit = "set local synchronous_commit to default";

    public async Task Create(CancellationToken cancellation)
    {
        await Execute(connection, HurryCommits, cancellation);
        await Execute(beside, HurryCommits, cancellation);
        await Execute(connection, Own("Rebuild/start.sql"), cancellation);
        await Execute(connection, Next("Schema/tables/5_history_slots.sql"), cancellation);
        await Execute(connection, Next("Schema/tables/6_history.sql"), cancellation);
    }

    public Task Index(CancellationToken cancellation) => Task.WhenAll(
        Index(connection, "Schema/tables/6_history_indexes.sql", "history", cancellation),
        Index(beside, "Schema/tables/5_history_slots_indexes.sql", "history_slots", cancellation));

    /// <summary>Both tables at once, on a connection each: what is new in one need not be kept until the other is done.</summary>
    public async Task Fill(IAsyncEnumerable<RowBatch> batches, CancellationToken cancellation)
    {
        await using var history = await CopyRows.Into(connection, History, 6, cancellation);
        await using var slots = await CopyRows.Into(beside, Slots, 5, cancellation);
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            foreach (var row in batch.History) Write(history, row);
            foreach (var slot in batch.Slots) Write(slots, slot);
        }

        await history.Complete();
        await slots.Complete();
    }

    /// <summary>In the caller's transaction, which holds the locks.</summary>
    public async Task Swap(int version, DateTimeOffset now, CancellationToken cancellation)
    {
        await Execute(connection, WaitForThisCommit, cancellation);
        await Execute(connection, Own("Rebuild/swap.sql"), cancellation);
        foreach (var path in Sql.Paths(typeof(NextTables).Assembly, "Schema/privileges")) await Execute(connection, Own(path), cancellation);
        await using var record = new NpgsqlCommand(Own("Rebuild/record_version.sql"), connection);
        record.Parameters.Add(new() { Value = ReadModelVersions.History });
        record.Parameters.Add(new() { Value = version });
        record.Parameters.Add(new() { Value = now.ToUniversalTime() });
        await record.ExecuteNonQueryAsync(cancellation);
    }

    private static void Write(CopyRows copy, HistoryRow row)
    {
        copy.StartRow();
        copy.Write(row.Slot);
        copy.Write(row.Effective);
        copy.Write(row.Position);
        copy.Write(row.RecordedAt);
        copy.Write(row.Latest);
        copy.Write(row.Tenant);
    }

    private static void Write(CopyRows copy, SlotRow slot)
    {
        copy.StartRow();
        copy.Write(slot.Id);
        copy.Write(slot.Tenant);
        copy.Write(slot.Scope);
        copy.Write(slot.Stream);
        copy.Write(slot.Slot);
    }

    private static string Own(string path) => Sql.Text(typeof(NextTables).Assembly, path);

    private static string Next(string path) => Own(path).Replace("minato.", "minato_next.", StringComparison.Ordinal);

    private static async Task Index(NpgsqlConnection on, string path, string table, CancellationToken cancellation)
    {
        await Execute(on, Next(path), cancellation);
        // Without it the first questions would be planned as for an empty table.
        await Execute(on, $"analyze minato_next.{table}", cancellation);
    }

    private static async Task Execute(NpgsqlConnection on, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, on) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
