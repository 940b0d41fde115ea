using JasperFx;
using Marten;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using Weasel.Core;

namespace MinatoTracker.CritterStack.Log;

/// <summary>What Marten needs in the database beside the log's tables: its functions, and two tables of its daemon.</summary>
public static class MartenFunctions
{
    private const string Part = "marten";

    private static int Known => typeof(DocumentStore).Assembly.GetName().Version is { } v ? (v.Major * 10_000) + (v.Minor * 100) + v.Build : 0;

    /// <summary>
    /// Adds what is missing, once for a version of Marten. The log's own tables are as Marten wants them, or it is refused.
    /// </summary>
    /// <exception cref="SchemaTooNewException">A newer Marten was here before.</exception>
    /// <exception cref="InvalidOperationException">Marten would change a table that stands.</exception>
    public static async Task Ensure(EventLogDatabase database, TimeProvider time, CancellationToken cancellation = default)
    {
        var laid = await Laid(database, cancellation);
        if (laid == Known) return;
        if (laid > Known) throw new SchemaTooNewException(Part, laid, Known);
        await using (var store = MartenStore.Open(database.Owner, time)) await Add(store);
        await Record(database, cancellation);
    }

    private static async Task Add(DocumentStore store)
    {
        var migration = await store.Storage.CreateMigrationAsync();
        var changed = migration.Deltas.Where(delta => delta.SchemaObject is ITable && delta.Difference < SchemaPatchDifference.Create).ToArray();
        if (changed.Length > 0)
            throw new InvalidOperationException($"Marten wants other tables than the log's: {string.Join(", ", changed.Select(delta => delta.SchemaObject.Identifier))}.");
        if (migration.Difference != SchemaPatchDifference.None) await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
    }

    private static async Task<int> Laid(EventLogDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand("select version from minato.schema_versions where part = $1");
        command.Parameters.Add(new() { Value = Part });
        return await command.ExecuteScalarAsync(cancellation) as int? ?? 0;
    }

    private static async Task Record(EventLogDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand(
            "insert into minato.schema_versions (part, version) values ($1, $2) on conflict (part) do update set version = excluded.version, applied_at = now()");
        command.Parameters.Add(new() { Value = Part });
        command.Parameters.Add(new() { Value = Known });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
