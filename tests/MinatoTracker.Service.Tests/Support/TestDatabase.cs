using Npgsql;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>A fresh database for a test class, dropped afterwards.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string name = $"test_{Guid.NewGuid():N}";

    private static string Server => Environment.GetEnvironmentVariable("MINATO_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException("MINATO_TEST_POSTGRES names no PostgreSQL server.");

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString;

    public async ValueTask InitializeAsync() => await OnServer($"create database {name}");

    public async ValueTask DisposeAsync() => await OnServer($"drop database if exists {name} with (force)");

    private static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
