using System.Globalization;
using Dapper;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>Who was told of which damage.</summary>
public sealed class DamageAlerts(EventLogDatabase database, TrackerSettings settings, TimeProvider time)
{
    /// <summary>Ids of people.</summary>
    public Task<HashSet<string>> Told(Damage damage, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant,
        async connection => (await connection.QueryAsync<string>(Command("told", damage, null, null, cancellation))).ToHashSet(StringComparer.Ordinal),
        cancellation);

    public Task<int> Record(Damage damage, string person, string messageId, CancellationToken cancellation) => database.Writer.InTenant(
        settings.Tenant, connection => connection.ExecuteAsync(Command("record", damage, person, messageId, cancellation)), cancellation);

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
