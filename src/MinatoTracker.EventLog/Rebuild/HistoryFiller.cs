using System.Threading.Channels;
using MinatoTracker.EventLog.Postgres;
using Npgsql;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>
/// Streams events into the new tables: one connection reads, others write, and a short channel between them bounds the memory.
/// Remembers how far it is with each office.
/// </summary>
internal sealed class HistoryFiller(NpgsqlDataSource source, NextTables next, Func<StoredEvent, HistoryPlace> place, ProgressMeter meter)
{
    private const int Page = 50_000;
    private const int Batch = 1000;
    private readonly Dictionary<string, long> positions = new(StringComparer.Ordinal);
    private readonly SlotLedger slots = new();

    public async Task Count(CancellationToken cancellation)
    {
        foreach (var tenant in await Tenants(cancellation))
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var command = Query(connection, "Rebuild/count.sql", tenant);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            await reader.ReadAsync(cancellation);
            meter.Expect(reader.GetInt64(0));
        }
    }

    /// <summary>Takes what was appended since the last time.</summary>
    /// <returns>How many events that was.</returns>
    public async Task<long> CatchUp(CancellationToken cancellation)
    {
        var taken = 0L;
        foreach (var tenant in await Tenants(cancellation)) taken += await CatchUp(tenant, cancellation);
        return taken;
    }

    private async Task<long> CatchUp(string tenant, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<RowBatch>(new BoundedChannelOptions(8) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Read(tenant, channel.Writer, either.Token), CancellationToken.None);
        try
        {
            await Task.Run(() => next.Fill(channel.Reader.ReadAllAsync(either.Token), either.Token), cancellation);
        }
        catch
        {
            // The reader waits for room that nobody makes any more.
            await either.CancelAsync();
            await reading.ContinueWith(_ => { }, TaskScheduler.Default);
            throw;
        }

        return await reading;
    }

    private async Task<long> Read(string tenant, ChannelWriter<RowBatch> rows, CancellationToken cancellation)
    {
        try
        {
            var count = 0L;
            int page;
            do count += page = await ReadPage(tenant, rows, cancellation);
            while (page == Page);
            rows.Complete();
            return count;
        }
        catch (Exception failure)
        {
            rows.Complete(failure);
            throw;
        }
    }

    private async Task<int> ReadPage(string tenant, ChannelWriter<RowBatch> rows, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var query = Query(connection, "Queries/all.sql", tenant, positions.GetValueOrDefault(tenant), Page);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var (count, reported) = (0, 0);
        List<HistoryRow> batch = new(Batch);
        while (await reader.ReadAsync(cancellation))
        {
            var stored = StoredEventReader.Current(reader);
            batch.AddRange(slots.Rows(tenant, stored, place(stored)));
            positions[tenant] = stored.Position;
            if (++count % Batch != 0) continue;
            await Send();
        }

        await Send();
        return count;

        async Task Send()
        {
            if (batch.Count > 0) await rows.WriteAsync(new([.. batch], slots.TakeAdded()), cancellation);
            batch.Clear();
            meter.Did(count - reported);
            reported = count;
        }
    }

    private async Task<List<string>> Tenants(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql.Text(typeof(HistoryFiller).Assembly, "Rebuild/tenants.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> tenants = [];
        while (await reader.ReadAsync(cancellation)) tenants.Add(reader.GetString(0));
        return tenants;
    }

    // An owner that is no superuser is under row-level security like everyone.
    private static NpgsqlBatch Query(NpgsqlConnection connection, string path, params object[] values)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        batch.BatchCommands.Add(TenantScope.Command((string)values[0]));
        var query = new NpgsqlBatchCommand(Sql.Text(typeof(HistoryFiller).Assembly, path));
        foreach (var value in values) query.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(query);
        return batch;
    }
}
