using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Connections to the log's database, each in the role that its use allows.</summary>
public sealed class EventLogDatabase : IAsyncDisposable
{
    /// <param name="connectionString">Of a login that owns the schema or may create it.</param>
    public EventLogDatabase(string connectionString)
    {
        Owner = NpgsqlDataSource.Create(Named(connectionString, "owner").ConnectionString);
        Writer = NpgsqlDataSource.Create(InRole(connectionString, "minato_writer"));
        Reader = NpgsqlDataSource.Create(InRole(connectionString, "minato_reader"));
    }

    /// <summary>Migrations and set-up only.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>What the service runs on: may add and read events, one tenant at a time.</summary>
    public NpgsqlDataSource Writer { get; }

    /// <summary>May read, one tenant at a time.</summary>
    public NpgsqlDataSource Reader { get; }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Reader.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder Named(string connectionString, string use) => new(connectionString)
    {
        ApplicationName = $"minato-{use}",
        // Statements are few and repeat: planning them anew each time would cost more than running them.
        MaxAutoPrepare = 40,
        AutoPrepareMinUsages = 2,
    };

    private static string InRole(string connectionString, string role)
    {
        var builder = Named(connectionString, role["minato_".Length..]);
        // Questions are steps down an index, whatever is asked: one plan serves them all, and making it anew would cost as much as
        // the answer. Compiling machine code for it would cost more still.
        builder.Options = $"{builder.Options} -c role={role} -c plan_cache_mode=force_generic_plan -c jit=off".Trim();
        // Resetting a returned connection would throw its role away. The tenant is set anew at every use.
        builder.NoResetOnClose = true;
        return builder.ConnectionString;
    }
}
