using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>Lets one process at a time send a reminder. A process that dies holds a reminder until its lease ends.</summary>
public sealed class ReminderClaims(EventLogDatabase database, TrackerSettings settings)
{
    private readonly string me = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <param name="wanted">Reminders with the Message-IDs they would be sent under.</param>
    /// <returns>What is ours until then, with the Message-ID to use: an earlier holder's, where there was one.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Claim(
        IReadOnlyDictionary<string, string> wanted, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
        await using var batch = Batch(connection, "claim", wanted.Keys.ToArray(), wanted.Values.ToArray(), now.ToUniversalTime(), until.ToUniversalTime(), me);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        Dictionary<string, string> ours = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) ours.Add(reader.GetString(0), reader.GetString(1));
        return ours;
    }

    /// <summary>They are in the log; nobody needs to claim them any more.</summary>
    public Task Settle(IReadOnlyCollection<string> reminders, CancellationToken cancellation) =>
        Execute("settle", cancellation, reminders.ToArray(), me);

    /// <summary>Others may try, or we again.</summary>
    public Task Release(IReadOnlyCollection<string> reminders, DateTimeOffset now, CancellationToken cancellation) =>
        Execute("release", cancellation, reminders.ToArray(), me, now.ToUniversalTime());

    private async Task Execute(string file, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
        await using var batch = Batch(connection, file, values);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlBatch Batch(NpgsqlConnection connection, string file, params object[] values)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(TenantScope.Command(settings.Tenant));
        var command = new NpgsqlBatchCommand(Sql.Text(typeof(ReminderClaims).Assembly, $"Reminders/Queries/{file}.sql"));
        command.Parameters.Add(new() { Value = settings.Tenant });
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
        return batch;
    }
}
