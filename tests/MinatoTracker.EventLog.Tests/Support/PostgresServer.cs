using System.Globalization;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Server;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace MinatoTracker.EventLog.Tests.Support;

/// <summary>A real PostgreSQL for this run of tests: the one that MINATO_TEST_POSTGRES names, or a private one.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly string Template = string.Create(CultureInfo.InvariantCulture, $"minato_log_template_{Environment.ProcessId}");
    private int databases;
    private PrivatePostgres? own;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("MINATO_TEST_POSTGRES") is { Length: > 0 } configured)
        {
            ConnectionString = configured;
        }
        else
        {
            var folder = Path.Combine(Path.GetTempPath(), $"minato-log-{Environment.ProcessId}");
            own = await PrivatePostgres.Start(new() { Directory = folder, Durable = false, KeepData = false });
            ConnectionString = own.ConnectionString;
        }

        await Execute($"drop database if exists {Template}");
        await Execute($"create database {Template}");
        await using var database = new EventLogDatabase(To(Template));
        await SchemaMigrator.Migrate(database.Owner, typeof(IEventLog).Assembly, "Schema", "event-log");
    }

    /// <summary>A database of its own with the schema in place: a copy of a template, in milliseconds.</summary>
    public async Task<TestDatabase> NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"minato_log_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await Execute($"create database {name} template {Template}");
        return new(this, name, To(name));
    }

    /// <summary>A database of its own with nothing in it.</summary>
    public async Task<TestDatabase> NewEmptyDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"minato_log_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await Execute($"create database {name}");
        return new(this, name, To(name));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Execute($"drop database if exists {Template} with (force)");
        if (own is not null) await own.DisposeAsync();
    }

    internal async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string To(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;
}

/// <summary>One test's database.</summary>
public sealed class TestDatabase(PostgresServer server, string name, string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public EventLogDatabase Connections { get; } = new(connectionString);

    public PostgresEventLog NewLog(TimeProvider? time = null) => new(Connections, time ?? TimeProvider.System);

    public async Task<T?> Scalar<T>(string sql)
    {
        await using var command = Connections.Owner.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>On a connection that is thrown away, as the owner: what it sets touches no other test.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that makes the schema, so that two can be compared.</summary>
    public async Task<string[]> Catalogue()
    {
        List<string> lines = [];
        await using var command = Connections.Owner.CreateCommand(Sql.Text(typeof(TestDatabase).Assembly, "Schema/catalogue.sql"));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        lines.ShouldNotBeEmpty();
        return [.. lines];
    }

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await server.Execute($"drop database if exists {name} with (force)");
    }
}
