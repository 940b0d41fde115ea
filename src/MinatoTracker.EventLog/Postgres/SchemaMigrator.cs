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
    /// <exception cref="SchemaTooNewException">A newer version of the program was here before.</exception>
    public static async Task Migrate(
        NpgsqlDataSource owner, Assembly assembly, string folder, string part, CancellationToken cancellation = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, "select pg_advisory_xact_lock(hashtextextended('minato.schema', 0))", cancellation);
        await Execute(connection, Sql.Text(typeof(SchemaMigrator).Assembly, "Schema/schema_versions.sql"), cancellation);

        var current = await Version(connection, part, cancellation);
        var newest = NewestVersion(assembly, folder);
        // What a newer program laid down, this one would take back or fill wrongly.
        if (current > newest) throw new SchemaTooNewException(part, current.Value, newest);
        // A new database gets its tables in today's shape and needs none of the steps that led there. An older one
        // takes the steps first, and then gets the tables that it never had.
        foreach (var (_, path) in Numbered(assembly, folder).Where(m => m.Number > current))
            await Execute(connection, Sql.Text(assembly, path), cancellation);
        foreach (var path in Sql.Paths(assembly, $"{folder}/tables"))
            if (await IsMissing(connection, path, cancellation)) await Execute(connection, Sql.Text(assembly, path), cancellation);
        foreach (var kind in Order.Except(["tables", "migrations"])) await Run(connection, assembly, folder, kind, cancellation);

        await Record(connection, part, newest, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The version that the assembly's files lead to.</summary>
    internal static int NewestVersion(Assembly assembly, string folder) =>
        Numbered(assembly, folder).Select(m => m.Number).DefaultIfEmpty(1).Max();

    private static IEnumerable<(int Number, string Path)> Numbered(Assembly assembly, string folder) =>
        Sql.Paths(assembly, $"{folder}/migrations")
            .Select(path => (int.Parse(Path.GetFileName(path)[..4], System.Globalization.CultureInfo.InvariantCulture), path));

    // A file is named for its table: 5_history_slots.sql. One that stands is not touched, because "create index if not exists"
    // waits for every writer at work, and a process that starts must not hold up the others.
    private static async Task<bool> IsMissing(NpgsqlConnection connection, string path, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        await using var command = new NpgsqlCommand("select to_regclass(format('minato.%I', $1)) is null", connection);
        command.Parameters.Add(new() { Value = name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..] });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

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
