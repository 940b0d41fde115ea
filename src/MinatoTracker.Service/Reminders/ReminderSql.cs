using System.Data;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>Runs the feature's SQL files, of one statement each, over the office's rows.</summary>
public sealed class ReminderSql(EventLogDatabase database, TrackerSettings settings)
{
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task<List<T>> Query<T>(
        string file, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params (string Name, object Value)[] values) =>
        database.Writer.InTenant(settings.Tenant, connection => Query(connection, file, read, cancellation, values), cancellation);

    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public async Task Execute(string file, CancellationToken cancellation, params (string Name, object Value)[] values) =>
        await Query(file, _ => true, cancellation, values);

    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task InTransaction(Func<NpgsqlConnection, Task> work, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant,
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
            await work(connection);
            await transaction.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    /// <summary>Within a transaction.</summary>
    public async Task<List<T>> Query<T>(
        NpgsqlConnection connection, string file, Func<NpgsqlDataReader, T> read, CancellationToken cancellation,
        params (string Name, object Value)[] values)
    {
        await using var command = new NpgsqlCommand(Sql.Text(typeof(ReminderSql).Assembly, $"Reminders/Queries/{file}.sql"), connection);
        command.Parameters.AddWithValue("tenant", settings.Tenant);
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value is DateTimeOffset time ? time.ToUniversalTime() : value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }
}
