using System.Globalization;
using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>What the check found wrong, and who was told of it.</summary>
public sealed class DamageAlerts(JobRuns runs, EventLogDatabase database, TrackerSettings settings, TimeProvider time)
{
    /// <summary>Null where the last check found nothing wrong.</summary>
    public async Task<Damage?> LastFound(CancellationToken cancellation)
    {
        if ((await runs.LastThatLooked(["check"], cancellation)) is not [{ Outcome.Findings: { } findings } check]) return null;
        Finding[] wrong = [.. findings.Where(finding => finding.Severity is Severity.Error)];
        return wrong.Length == 0 ? null : new(TimeZoneInfo.ConvertTime(check.StartedAt, settings.Zone), wrong);
    }

    /// <summary>Ids of people.</summary>
    public Task<HashSet<string>> Told(Damage damage, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant,
        async connection => (await connection.QueryAsync<string>(Command("told", damage, null, null, cancellation))).ToHashSet(StringComparer.Ordinal),
        cancellation);

    /// <summary>Within a transaction.</summary>
    /// <returns>0 where it is recorded already.</returns>
    public Task<int> Record(NpgsqlConnection connection, Damage damage, string person, string messageId, CancellationToken cancellation) =>
        connection.ExecuteAsync(Command("record", damage, person, messageId, cancellation));

    private CommandDefinition Command(string file, Damage damage, string? person, string? messageId, CancellationToken cancellation) => new(
        Sql.Text(typeof(DamageAlerts).Assembly, $"Jobs/Alert/Queries/{file}.sql"),
        new
        {
            tenant = settings.Tenant,
            checkedOn = damage.CheckedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            damage = damage.Hash,
            person,
            messageId,
            now = time.GetUtcNow(),
        },
        cancellationToken: cancellation);
}
