using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Server;
using Npgsql;

namespace MinatoTracker.Benchmarks;

/// <summary>A PostgreSQL of the benchmark's own that waits for the disk at every commit, and a fresh database a work.</summary>
public sealed class BenchCluster : IAsyncDisposable
{
    private readonly PrivatePostgres server;
    private readonly LogOn logOn;

    private BenchCluster(PrivatePostgres server, bool isQuick, LogOn logOn) => (this.server, IsQuick, this.logOn) = (server, isQuick, logOn);

    /// <summary>The log that is measured as ours.</summary>
    public delegate PostgresEventLog LogOn(EventLogDatabase connections, TimeProvider time);

    public bool IsQuick { get; }

    /// <summary>Where the benchmark keeps its data.</summary>
    public string Folder => LocalFolder;

    private static string LocalFolder =>
        Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable("MINATO_LOCAL") ?? ".local", "bench"));

    public static async Task<BenchCluster> Start(bool isQuick, CancellationToken cancellation)
    {
        var folder = Path.Combine(LocalFolder, "postgres");
        return new(await PrivatePostgres.Start(new() { Directory = folder, Durable = true, KeepData = true }, cancellation), isQuick, (connections, time) => new(connections, time));
    }

    /// <summary>The same cluster, with another log in the place of ours.</summary>
    public BenchCluster Measuring(LogOn other) => new(server, IsQuick, other);

    public async Task<BenchDatabase> NewDatabase(CancellationToken cancellation, string name = "bench")
    {
        await Execute($"drop database if exists {name} with (force)", cancellation);
        await Execute($"create database {name}", cancellation);
        var connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
        var connections = new EventLogDatabase(connectionString);
        await SchemaMigrator.Migrate(connections.Owner, typeof(IEventLog).Assembly, "Schema", "event-log", cancellation);
        var database = new BenchDatabase(connections, connectionString, logOn);
        await database.Log.AddTenant(BenchDatabase.Ours, cancellation);
        await database.Log.AddTenant(BenchDatabase.Floor, cancellation);
        return database;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>
/// One database with two offices: ours is written through the log, the floor's by hand. Both begin with the same rows in the same tables.
/// </summary>
public sealed class BenchDatabase(EventLogDatabase connections, string connectionString, BenchCluster.LogOn logOn) : IAsyncDisposable
{
    public const string Ours = "ours";
    public const string Floor = "floor";

    public PostgresEventLog Log { get; } = logOn(connections, TimeProvider.System);

    public string ConnectionString { get; } = connectionString;

    /// <summary>A log whose clock is set.</summary>
    public PostgresEventLog NewLog(TimeProvider clock) => logOn(connections, clock);

    public EventLogDatabase Connections => connections;

    public HistoryRebuild NewRebuild() => new(connections, TimeProvider.System);

    /// <summary>The floor works as the owner of the tables: nothing is checked and no row is hidden from it.</summary>
    public NpgsqlDataSource Owner => connections.Owner;

    /// <summary>As autovacuum would leave the tables some minutes later.</summary>
    public async Task Settle(CancellationToken cancellation = default)
    {
        await using var vacuum = Owner.CreateCommand("vacuum analyze");
        vacuum.CommandTimeout = 600;
        await vacuum.ExecuteNonQueryAsync(cancellation);
        await using var checkpoint = Owner.CreateCommand("checkpoint");
        checkpoint.CommandTimeout = 600;
        await checkpoint.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => connections.DisposeAsync();
}
