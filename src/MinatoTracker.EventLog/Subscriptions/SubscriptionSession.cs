using System.Data;
using MinatoTracker.EventLog.Postgres;
using Npgsql;

namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>
/// The one connection that an active subscription reads, works, locks and listens on. Because it is one, losing it can't leave
/// half of it behind: no lock, no work.
/// </summary>
internal sealed class SubscriptionSession : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private bool notified;

    private SubscriptionSession(NpgsqlConnection connection, CheckpointName name)
    {
        (this.connection, Name) = (connection, name);
        // A notification that comes in while a query runs is told here only: waiting for it afterwards would be in vain.
        connection.Notification += (_, _) => notified = true;
    }

    public CheckpointName Name { get; }

    public bool IsAlive => connection.FullState.HasFlag(ConnectionState.Open) && !connection.FullState.HasFlag(ConnectionState.Broken);

    public static async Task<SubscriptionSession> Open(EventLogDatabase database, CheckpointName name, CancellationToken cancellation)
    {
        var session = new SubscriptionSession(await database.Sessions.OpenConnectionAsync(cancellation), name);
        try
        {
            await session.Ask<string>("select set_config('minato.tenant', $1, false)", [name.Tenant], cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tried, not waited for: a statement that waits for a lock keeps the server from clearing away dead rows.</summary>
    public Task<bool> TryTakeOver(CancellationToken cancellation) =>
        Ask<bool>(Text("take_over"), [Name.Value], cancellation);

    public async Task Listen(string channel, CancellationToken cancellation)
    {
        await using var listen = new NpgsqlCommand($"listen \"{channel}\"", connection);
        await listen.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Until a notification since the last <see cref="Read"/>, or the time is up.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        if (notified) return;
        using var elapsed = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellation);
        try
        {
            await connection.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    public Task<long> Position(CancellationToken cancellation) => Ask<long>(Text("position"), [Name.Value], cancellation);

    public Task<List<StoredEvent>> Read(long after, int limit, CancellationToken cancellation)
    {
        notified = false;
        return Events(Sql.Text(typeof(SubscriptionSession).Assembly, "Queries/all.sql"), [Name.Tenant, after, limit], cancellation);
    }

    /// <summary>Parked events that somebody wants to be tried again.</summary>
    public Task<List<StoredEvent>> Retries(CancellationToken cancellation) =>
        Events(Text("retries"), [Name.Tenant, Name.Subscription], cancellation);

    /// <summary>Commits what the work did together with what it leads to, or neither.</summary>
    public async Task InTransaction(Func<NpgsqlTransaction, Task> work, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await work(transaction);
        await transaction.CommitAsync(cancellation);
    }

    /// <exception cref="CheckpointMovedException">The checkpoint is not where this session left it.</exception>
    public async Task Advance(long from, long to, DateTimeOffset now, CancellationToken cancellation)
    {
        var moved = await Ask<long>(Text("advance"), [Name.Value, from, to, now, Name.Tenant, Name.Subscription], cancellation);
        if (moved == 0) throw new CheckpointMovedException(Name.Value);
    }

    public Task Record(StoredEvent failed, string state, string error, int attempts, DateTimeOffset now, CancellationToken cancellation) =>
        Ask<object>(Text("record_failure"), [Name.Tenant, Name.Subscription, failed.Position, state, error, attempts, now], cancellation);

    public Task Forget(StoredEvent retried, CancellationToken cancellation) =>
        Ask<object>(Text("forget_failure"), [Name.Tenant, Name.Subscription, retried.Position], cancellation);

    public Task<bool> IsStopped(CancellationToken cancellation)
    {
        notified = false;
        return Ask<bool>(Text("is_stopped"), [Name.Tenant, Name.Subscription], cancellation);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static string Text(string name) => Sql.Text(typeof(SubscriptionSession).Assembly, $"Subscriptions/{name}.sql");

    private async Task<T?> Ask<T>(string sql, object[] values, CancellationToken cancellation)
    {
        await using var command = Command(sql, values);
        return (T?)await command.ExecuteScalarAsync(cancellation);
    }

    private async Task<List<StoredEvent>> Events(string sql, object[] values, CancellationToken cancellation)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await StoredEventReader.Rest(reader, cancellation);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value is DateTimeOffset time ? time.ToUniversalTime() : value });
        return command;
    }
}

/// <summary>Somebody moved a checkpoint that this process took for its own: an operator who starts it over, or a second worker.</summary>
internal sealed class CheckpointMovedException(string name) : Exception($"The checkpoint {name} was moved by someone else.");
