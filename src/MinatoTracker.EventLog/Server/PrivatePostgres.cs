using Npgsql;

namespace MinatoTracker.EventLog.Server;

/// <summary>
/// A PostgreSQL server of our own, for machines where nobody set one up. Processes that name the same folder share it;
/// the one that started it stops it, and when that one died the last to leave does.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    internal const string User = "postgres";
    private const string Database = "minato";

    private readonly Func<Task> leave;
    private bool disposed;

    private PrivatePostgres(string connectionString, Func<Task> leave) =>
        (ConnectionString, this.leave) = (connectionString, leave);

    /// <summary>
    /// The superuser's connection to the database <c>minato</c>. Its application name marks the connections of this process:
    /// keep it, or a connection left open looks like someone else's and keeps the server running.
    /// </summary>
    public string ConnectionString { get; }

    /// <exception cref="PostgresNotFoundException">No server programs are on this machine.</exception>
    /// <exception cref="PostgresFailedException">The cluster could not be created or started.</exception>
    public static async Task<PrivatePostgres> Start(PrivatePostgresOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (OperatingSystem.IsWindows())
            throw new PostgresNotFoundException("A private PostgreSQL server needs Linux or macOS.");

        var folder = await ClusterFolder.Prepare(options.Directory, cancellation);
        using var held = await folder.Lock(options.Time, cancellation);
        var binaries = await PostgresBinaries.Find(options.Binaries, folder.Major, cancellation);
        var server = new ClusterServer(folder, binaries, options);
        var password = await server.Create(cancellation);
        string Admin(int port) => Describe(port, password, "postgres", pooling: false);

        var ownership = folder.TryOwn();
        try
        {
            var port = await server.Join(Admin, cancellation) ?? await server.Launch(Admin, cancellation);
            await CreateDatabase(Admin(port), cancellation);
            var lease = new ClusterLease(folder, server, ownership, Admin(port), options);
            return new PrivatePostgres(Describe(port, password, Database, pooling: true), lease.End);
        }
        catch
        {
            if (ownership is not null)
                await server.StopIfRunning();
            ownership?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await leave();
    }

    private static async Task CreateDatabase(string admin, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(cancellation);
        await using var find = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
        if (await find.ExecuteScalarAsync(cancellation) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {Database}", connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }

    private static string Describe(int port, string password, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = password,
        Database = database,
        Pooling = pooling,
        ApplicationName = $"minato-{Environment.ProcessId}",
        // Loopback only: a handshake that ends in plain text anyway costs every new connection a round trip.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
