using JasperFx;
using MinatoTracker.EventLog.Postgres;
using Weasel.Core;

namespace MinatoTracker.CritterStack.Log;

/// <summary>What Marten needs in the database beside the log's tables: its functions, and two tables of its daemon.</summary>
public static class MartenFunctions
{
    /// <summary>Adds what is missing. Safe to repeat. The log's own tables are as Marten wants them, or it is refused.</summary>
    /// <exception cref="InvalidOperationException">Marten would change a table that stands.</exception>
    public static async Task Ensure(EventLogDatabase database, TimeProvider time, CancellationToken cancellation = default)
    {
        await using var store = MartenStore.Open(database.Owner, time);
        var migration = await store.Storage.CreateMigrationAsync();
        cancellation.ThrowIfCancellationRequested();
        if (migration.Difference == SchemaPatchDifference.None) return;
        var changed = migration.Deltas.Where(delta => delta.SchemaObject is ITable && delta.Difference < SchemaPatchDifference.Create).ToArray();
        if (changed.Length > 0)
            throw new InvalidOperationException($"Marten wants other tables than the log's: {string.Join(", ", changed.Select(delta => delta.SchemaObject.Identifier))}.");
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
    }
}
