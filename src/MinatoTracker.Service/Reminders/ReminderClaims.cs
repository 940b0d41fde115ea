using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

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
        var (reminders, messageIds) = (wanted.Keys.ToArray(), wanted.Values.ToArray());
        var ours = await Query<Claimed>("claim", new { reminders, messageIds, now, until, me }, cancellation);
        return ours.ToDictionary(claimed => claimed.Reminder, claimed => claimed.MessageId, StringComparer.Ordinal);
    }

    /// <summary>They are in the log; nobody needs to claim them any more.</summary>
    public Task Settle(IReadOnlyCollection<string> reminders, CancellationToken cancellation) =>
        Query<Claimed>("settle", new { reminders = reminders.ToArray(), me }, cancellation);

    /// <summary>Others may try, or we again.</summary>
    public Task Release(IReadOnlyCollection<string> reminders, DateTimeOffset now, CancellationToken cancellation) =>
        Query<Claimed>("release", new { reminders = reminders.ToArray(), me, now }, cancellation);

    private Task<IEnumerable<T>> Query<T>(string file, object values, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("tenant", settings.Tenant);
        var command = new CommandDefinition(
            Sql.Text(typeof(ReminderClaims).Assembly, $"Reminders/Queries/{file}.sql"), parameters, cancellationToken: cancellation);
        return database.Writer.InTenant(settings.Tenant, connection => connection.QueryAsync<T>(command), cancellation);
    }

    private sealed record Claimed(string Reminder, string MessageId);
}
