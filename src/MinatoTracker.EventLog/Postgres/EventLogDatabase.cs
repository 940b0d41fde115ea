using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Connections to the log's database, each in the role that its use allows.</summary>
public sealed class EventLogDatabase : IAsyncDisposable
{
    /// <param name="connectionString">Of a login that owns the schema or may create it.</param>
    public EventLogDatabase(string connectionString)
    {
        Owner = NpgsqlDataSource.Create(Named(connectionString, "owner").ConnectionString);
        Writer = NpgsqlDataSource.Create(InRole(connectionString, "minato_writer").ConnectionString);
        Appends = NpgsqlDataSource.Create(Appending(connectionString));
        Batches = NpgsqlDataSource.Create(Unprepared(connectionString));
        Sessions = NpgsqlDataSource.Create(Session(connectionString));
        Reader = NpgsqlDataSource.Create(InRole(connectionString, "minato_reader").ConnectionString);
    }

    /// <summary>Migrations and set-up only.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>What the service runs on: may add and read events, one tenant at a time.</summary>
    public NpgsqlDataSource Writer { get; }

    /// <summary>
    /// As <see cref="Writer"/>, for appends alone. A pool hands its connections out in turn, and a server process that has just appended
    /// appends faster than one that has just done something else.
    /// </summary>
    public NpgsqlDataSource Appends { get; }

    /// <summary>
    /// As <see cref="Writer"/>, for who sends statements in batches: nothing is prepared by itself. When a batch fails in the middle,
    /// Npgsql no longer knows which statement it prepared under which name, and the next one is answered by another.
    /// Its transactions hold locks over several questions: of who asks no more, the server gives them up.
    /// </summary>
    public NpgsqlDataSource Batches { get; }

    /// <summary>
    /// As <see cref="Writer"/>, for who keeps a connection: it ends when it is closed, and its locks with it.
    /// A pooled one would take them along to whoever gets it next.
    /// </summary>
    public NpgsqlDataSource Sessions { get; }

    /// <summary>May read, one tenant at a time.</summary>
    public NpgsqlDataSource Reader { get; }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Appends.DisposeAsync();
        await Batches.DisposeAsync();
        await Sessions.DisposeAsync();
        await Reader.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private const string NoticeTheGone = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private static NpgsqlConnectionStringBuilder Named(string connectionString, string use) => new(connectionString)
    {
        ApplicationName = NameFor(connectionString, use),
        // Statements are few and repeat: planning them anew each time would cost more than running them.
        MaxAutoPrepare = 40,
        AutoPrepareMinUsages = 2,
    };

    /// <summary>What a use of the database is called in its list of connections, after the name that the connection string gives.</summary>
    /// <remarks>The given name stays in front: by it a private server knows its own process when that leaves.</remarks>
    public static string NameFor(string connectionString, string use) =>
        new NpgsqlConnectionStringBuilder(connectionString).ApplicationName is { Length: > 0 } given ? $"{given} {use}" : $"minato {use}";

    private static string Appending(string connectionString)
    {
        var builder = InRole(connectionString, "minato_writer");
        // A plan made while a table is small must still be right when it is large.
        builder.Options += " -c enable_seqscan=off";
        return builder.ConnectionString;
    }

    private static string Unprepared(string connectionString)
    {
        var builder = InRole(connectionString, "minato_writer");
        builder.MaxAutoPrepare = 0;
        // A machine that loses its power says no goodbye. Those that wait behind its locks wait for half a minute.
        builder.Options = $"-c idle_in_transaction_session_timeout=10s {NoticeTheGone} {builder.Options}";
        return builder.ConnectionString;
    }

    private static string Session(string connectionString)
    {
        var builder = InRole(connectionString, "minato_writer");
        builder.ApplicationName = NameFor(connectionString, "session");
        builder.Pooling = false;
        // Both ends notice within half a minute that the other is gone: the server to give up its locks, we to connect anew.
        builder.KeepAlive = 10;
        builder.Options += $" {NoticeTheGone}";
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder InRole(string connectionString, string role)
    {
        var builder = Named(connectionString, role["minato_".Length..]);
        // Questions are steps down an index, whatever is asked: one plan serves them all, and making it anew would cost as much as
        // the answer. Compiling machine code for it would cost more still.
        // What is read under the append's lock must be what stands when it is held, whatever a database has for its default.
        builder.Options =
            $@"{builder.Options} -c role={role} -c plan_cache_mode=force_generic_plan -c jit=off -c default_transaction_isolation=read\ committed".Trim();
        // Resetting a returned connection would throw its role away. The tenant is set anew at every use.
        builder.NoResetOnClose = true;
        return builder;
    }
}
