using System.Reflection;
using System.Text.Json;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using Npgsql;

namespace MinatoTracker.EventLog.Doctor;

/// <summary>
/// Says what is off with the log's database. Changes nothing. Each check is a query that answers a row (severity, message, data)
/// for everything it finds; its file's name is the finding's code. Checks under Database run once, those under Tenant for every office.
/// </summary>
/// <param name="place">Where events belong in the history; without it nobody can tell whether a row is missing there.</param>
/// <param name="shape">The shape that the program wants the history in; null for any.</param>
public sealed class EventLogDoctor(EventLogDatabase database, TimeProvider time, Func<StoredEvent, HistoryPlace>? place = null, int? shape = null)
{
    private static readonly Assembly Here = typeof(EventLogDoctor).Assembly;

    /// <param name="only">The office to look at; null for all of them. What concerns the whole database is looked at either way.</param>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public async Task<IReadOnlyList<Finding>> Examine(string? only = null, CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
            // On a schema of another version the other checks would speak of things that are not there.
            if (await SchemaIsOff(connection, cancellation) is { } off) return [off];
            List<Finding> findings = [];
            foreach (var check in Sql.Paths(Here, "Doctor/Database")) findings.AddRange(await Run(connection, check, null, cancellation));
            if (await HistoryInAnotherShape(cancellation) is { } former) findings.Add(former);
            foreach (var tenant in (await Tenants(connection, cancellation)).Where(tenant => only is null || tenant == only))
            {
                foreach (var check in Sql.Paths(Here, "Doctor/Tenant")) findings.AddRange(await Run(connection, check, tenant, cancellation));
                if (place is not null) findings.AddRange(await new HistoryCheck(connection, place).Run(tenant, cancellation));
            }

            return findings;
        }
        catch (Exception failure) when (Failures.MeansUnavailable(failure))
        {
            throw Failures.Unavailable(failure);
        }
    }

    // One that was never rebuilt was written by this program's appends alone, or is at the next start.
    private async Task<Finding?> HistoryInAnotherShape(CancellationToken cancellation) =>
        await new ReadModelVersions(database).Built(ReadModelVersions.History, cancellation) is { } built && shape is { } wanted && built != wanted
            ? new(
                "history_in_another_shape", Severity.Error, null,
                $"The history is in shape {built}, the program wants {wanted}: what it answers may be wrong. \"ops/minato rebuild\" builds it anew.",
                JsonSerializer.SerializeToElement(new { built, wanted }))
            : null;

    private static async Task<Finding?> SchemaIsOff(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var wanted = SchemaMigrator.NewestVersion(Here, "Schema");
        var found = await SchemaVersion(connection, cancellation);
        var (code, message) = found switch
        {
            null => ("schema_missing", "The event log's tables are not there. Starting the service makes them."),
            { } old when old < wanted => ("schema_old", $"The schema is at version {old}, the program needs {wanted}. Starting the service brings it there."),
            { } ahead when ahead > wanted => ("schema_too_new", $"The schema is at version {ahead}, the program knows {wanted}. Run the newer program."),
            _ => ("", ""),
        };
        return code.Length == 0 ? null : new(code, Severity.Error, null, message, JsonSerializer.SerializeToElement(new { found, wanted }));
    }

    private static async Task<int?> SchemaVersion(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand(Sql.Text(Here, "Doctor/schema_version.sql"), connection);
            return await command.ExecuteScalarAsync(cancellation) as int?;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    private static async Task<List<string>> Tenants(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql.Text(Here, "Rebuild/tenants.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> tenants = [];
        while (await reader.ReadAsync(cancellation)) tenants.Add(reader.GetString(0));
        return tenants;
    }

    // A check that can't be made is a finding too, and no reason not to make the others.
    private async Task<IReadOnlyList<Finding>> Run(NpgsqlConnection connection, string check, string? tenant, CancellationToken cancellation)
    {
        var code = Path.GetFileNameWithoutExtension(check);
        try
        {
            return await Findings(connection, check, code, tenant, cancellation);
        }
        catch (PostgresException failure) when (!Failures.MeansUnavailable(failure))
        {
            var data = JsonSerializer.SerializeToElement(new { check = code, sqlState = failure.SqlState });
            return [new("check_failed", Severity.Warning, tenant, $"\"{code}\" could not be checked: {failure.MessageText}", data)];
        }
    }

    private async Task<IReadOnlyList<Finding>> Findings(
        NpgsqlConnection connection, string check, string code, string? tenant, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        batch.BatchCommands.Add(TenantScope.Command(tenant ?? ""));
        var query = new NpgsqlBatchCommand(Sql.Text(Here, check));
        if (tenant is not null)
        {
            query.Parameters.Add(new() { Value = tenant });
            query.Parameters.Add(new() { Value = time.GetUtcNow().ToUniversalTime() });
        }

        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        List<Finding> findings = [];
        while (await reader.ReadAsync(cancellation))
            findings.Add(new(code, Enum.Parse<Severity>(reader.GetString(0)), tenant, reader.GetString(1), JsonElement.Parse(reader.GetString(2))));
        return findings;
    }
}
