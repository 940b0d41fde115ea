using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>The event log on PostgreSQL, in the tables that Marten would make.</summary>
public class PostgresEventLog(EventLogDatabase database, TimeProvider time) : IEventLog
{
    private readonly ConcurrentDictionary<string, GroupCommit> committers = new(StringComparer.Ordinal);
    private readonly CommitNotifier notifier = new(database.Writer, time);

    public Task<AppendResult> Append(
        string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        AppendRules.Check(appends);
        if (BulkAppend.Suits(appends)) return InBulk(tenant, appends, metadata);
        var committer = committers.GetOrAdd(tenant, name => new GroupCommit(NewCommand(name).Commit));
        return committer.Enqueue(new PendingAppend(appends, metadata));
    }

    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string tenant, string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        Read(tenant, Text("Queries/stream.sql"), [tenant, stream, afterVersion], cancellation);

    public Task<IReadOnlyList<StoredEvent>> ReadInForce(string tenant, InForce query, CancellationToken cancellation = default)
    {
        var (sql, values) = InForceQuery.For(tenant, query);
        return Read(tenant, sql, values, cancellation);
    }

    public Task<InForceSince> ReadInForceSince(string tenant, InForce query, long position, CancellationToken cancellation = default)
    {
        var (sql, values) = InForceQuery.Since(tenant, query, position);
        return Read(tenant, sql, values, reader => StoredEventReader.Since(reader, position, cancellation), cancellation);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadAll(
        string tenant, long afterPosition, int limit, CancellationToken cancellation = default) =>
        Read(tenant, Text("Queries/all.sql"), [tenant, afterPosition, limit], cancellation);

    public Task<long> LastPosition(string tenant, CancellationToken cancellation = default) =>
        Read(tenant, Text("Queries/last_position.sql"), [tenant], async reader =>
        {
            await reader.ReadAsync(cancellation);
            return reader.GetInt64(0);
        }, cancellation);

    public virtual async Task AddTenant(string tenant, CancellationToken cancellation = default)
    {
        await using var command = database.Owner.CreateCommand("select minato.add_tenant($1)");
        command.Parameters.Add(new() { Value = tenant });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What writes a tenant's appends. All else is the same whoever does.</summary>
    internal virtual IAppendWriter NewWriter(string tenant) => new PostgresWriter(database.Appends, tenant, time);

    private AppendCommand NewCommand(string tenant) => new(NewWriter(tenant), tenant, time, notifier);

    // Past the group commit: nobody's command should share a transaction that takes so long.
    private async Task<AppendResult> InBulk(string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata)
    {
        var pending = new PendingAppend(appends, metadata);
        await NewCommand(tenant).Commit([pending]);
        return await pending.Task;
    }

    private async Task<IReadOnlyList<StoredEvent>> Read(string tenant, string sql, object?[] values, CancellationToken cancellation) =>
        await Read(tenant, sql, values, reader => StoredEventReader.Rest(reader, cancellation), cancellation);

    private Task<T> Read<T>(
        string tenant, string sql, object?[] values, Func<NpgsqlDataReader, Task<T>> answer, CancellationToken cancellation) =>
        Retrying.Run(
            async () =>
            {
                await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(TenantScope.Command(tenant));
                var query = new NpgsqlBatchCommand(sql);
                foreach (var value in values) query.Parameters.Add(Parameter(value));
                batch.BatchCommands.Add(query);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                await reader.NextResultAsync(cancellation);
                return await answer(reader);
            },
            time,
            cancellation);

    private static string Text(string path) => Sql.Text(typeof(PostgresEventLog).Assembly, path);

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = DBNull.Value },
        string text => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = text },
        _ => new NpgsqlParameter { Value = value },
    };
}
