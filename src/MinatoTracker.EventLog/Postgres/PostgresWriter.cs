using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Writes a tenant's batches through the functions of this log.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, string tenant, TimeProvider time) : IAppendWriter
{
    private readonly AppendStatement statement = new(tenant);
    private readonly SingleAppend single = new(tenant);

    public async Task<AppendAnswer> Write(IReadOnlyList<PendingAppend> batch)
    {
        await using var connection = await source.OpenConnectionAsync();
        if (batch is [var only] && BulkAppend.Suits(only.Appends))
            return await BulkAppend.Execute(connection, tenant, only.Appends, only.Metadata, time.GetUtcNow());
        var simple = SingleAppend.Suits(batch) ? await single.Execute(connection, batch[0], time.GetUtcNow()) : null;
        return simple ?? await statement.Execute(connection, batch, time.GetUtcNow());
    }
}
