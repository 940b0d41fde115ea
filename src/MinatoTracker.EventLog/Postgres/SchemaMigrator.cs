using System.Reflection;
using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>
/// Brings a database to the shape that an assembly's SQL files tell, whatever shape it has. Tables are created where they are missing;
/// the numbered migrations take older ones along; functions, triggers and privileges are laid anew. Safe to repeat, and from several
/// processes at once: they wait for each other.
/// </summary>
public static class SchemaMigrator
{
    private static readonly string[] Order = ["tables", "migrations", "functions", "triggers", "privileges"];

    /// <param name="part">Whose schema it is: migrations are numbered within it.</param>
    public static async Task Migrate(
        NpgsqlDataSource owner, Assembly assembly, string folder, string part, CancellationToken cancellation = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('minato.schema', 0))", cancellation);
        await Execute(connection, Sql.Text(typeof(SchemaMigrator).Assembly, "Schema/schema_versions.sql"), cancellation);

        var current = await Version(connection, part, cancellation);
        var numbered = Numbered(assembly, folder).ToArray();
        // A new database gets its tables in today's shape and needs none of the steps that led there. An older one
        // takes the steps first, and then gets the tables that it never had.
        foreach (var (number, path) in numbered.Where(m => current is { } from && m.Number > from))
            await Execute(connection, Sql.Text(assembly, path), cancellation);
        await Run(connection, assembly, folder, "tables", cancellation);
        foreach (var kind in Order.Except(["tables", "migrations"])) await Run(connection, assembly, folder, kind, cancellation);

        await Record(connection, part, numbered.Select(m => m.Number).DefaultIfEmpty(1).Max(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static IEnumerable<(int Number, string Path)> Numbered(Assembly assembly, string folder) =>
        Sql.Paths(assembly, $"{folder}/migrations")
            .Select(path => (int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture), path));

    private static async Task Run(NpgsqlConnection connection, Assembly assembly, string folder, string kind, CancellationToken cancellation)
    {
        foreach (var path in Sql.Paths(assembly, $"{folder}/{kind}"))
            await Execute(connection, Sql.Text(assembly, path), cancellation);
    }

    private static async Task<int?> Version(NpgsqlConnection connection, string part, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select version from minato.schema_versions where part = $1", connection);
        command.Parameters.Add(new() { Value = part });
        return await command.ExecuteScalarAsync(cancellation) as int?;
    }

    private static async Task Record(NpgsqlConnection connection, string part, int version, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "insert into minato.schema_versions (part, version) values ($1, $2) on conflict (part) do update set version = excluded.version, applied_at = now()",
            connection);
        command.Parameters.Add(new() { Value = part });
        command.Parameters.Add(new() { Value = version });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
