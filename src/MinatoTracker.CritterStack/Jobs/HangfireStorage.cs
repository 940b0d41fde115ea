using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>Where Hangfire keeps its jobs: in a schema of the office's own, because whoever sees its dashboard sees and ends all of them.</summary>
public static class HangfireStorage
{
    public static string Schema(string tenant) => $"hangfire_{tenant}";

    /// <summary>Needs no database yet.</summary>
    public static JobStorage Open(TrackerSettings settings)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema(settings.Tenant),
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = TimeSpan.FromSeconds(1),
            UseSlidingInvisibilityTimeout = true,
            // How long a job stays with a server that died. One that lives says so five times as often.
            InvisibilityTimeout = NodeHealth.DeadAfter(settings),
            // A server that died takes its locks along for so long. A job that takes longer still is alone: the runner sees to that.
            DistributedLockTimeout = 2 * NodeHealth.DeadAfter(settings),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(Connection(settings).ConnectionString, options), options);
    }

    /// <summary>Lays down the tables where they are missing or older. Safe to repeat, and on several nodes at once.</summary>
    public static async Task Prepare(TrackerSettings settings, CancellationToken cancellation)
    {
        var unpooled = Connection(settings);
        unpooled.Pooling = false;
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellation);
        // Two that install at the same time would fail each other. The lock goes with the connection.
        await using var alone = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('minato.hangfire', 0))", connection);
        await alone.ExecuteNonQueryAsync(cancellation);
        PostgreSqlObjectsInstaller.Install(connection, Schema(settings.Tenant));
    }

    private static NpgsqlConnectionStringBuilder Connection(TrackerSettings settings) =>
        new(settings.Postgres ?? throw new InvalidOperationException("No PostgreSQL is configured."))
        {
            ApplicationName = EventLogDatabase.NameFor(settings.Postgres, "jobs"),
        };
}
