using MinatoTracker.EventLog.Postgres;
using Npgsql;

namespace MinatoTracker.EventLog.Subscriptions;

/// <summary>How the subscriptions of a tenant stand, and what an operator does about events that they could not take.</summary>
public sealed class SubscriptionControl(EventLogDatabase database)
{
    public Task<IReadOnlyList<SubscriptionStatus>> Status(string tenant, CancellationToken cancellation = default) =>
        Rows(tenant, "status", [tenant], Status, cancellation);

    /// <summary>Events that are parked, stopped at, waiting for another attempt, or discarded.</summary>
    public Task<IReadOnlyList<SubscriptionFailure>> Failures(string tenant, CancellationToken cancellation = default) =>
        Rows(tenant, "failures", [tenant], Failure, cancellation);

    /// <summary>Has the event tried again: at once where the subscription stopped at it, and out of its order where it was parked.</summary>
    /// <returns>False when there is no such event that failed.</returns>
    public Task<bool> Retry(string tenant, string subscription, long position, CancellationToken cancellation = default) =>
        Change(tenant, "retry", subscription, position, cancellation);

    /// <summary>Has the subscription go on without the event. The failure stays on record.</summary>
    /// <returns>False when there is no such event that failed.</returns>
    public Task<bool> Discard(string tenant, string subscription, long position, CancellationToken cancellation = default) =>
        Change(tenant, "discard", subscription, position, cancellation);

    private static SubscriptionStatus Status(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetBoolean(4), (int)row.GetInt64(5), row.IsDBNull(6) ? null : row.GetString(6));

    private static SubscriptionFailure Failure(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), Enum.Parse<FailureState>(row.GetString(2), ignoreCase: true), row.GetString(3), row.GetInt32(4),
        row.GetFieldValue<DateTimeOffset>(5));

    private async Task<bool> Change(string tenant, string query, string subscription, long position, CancellationToken cancellation)
    {
        object[] values = [tenant, subscription, position, CheckpointName.Of(subscription, tenant).Value, CommitNotifier.Channel(tenant)];
        return (await Rows(tenant, query, values, row => row.GetInt64(0), cancellation)).Single() > 0;
    }

    private async Task<IReadOnlyList<T>> Rows<T>(
        string tenant, string query, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.Writer.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(TenantScope.Command(tenant));
            var command = new NpgsqlBatchCommand(Sql.Text(typeof(SubscriptionControl).Assembly, $"Subscriptions/{query}.sql"));
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
            return rows;
        }
        catch (Exception failure) when (Postgres.Failures.MeansUnavailable(failure))
        {
            throw Postgres.Failures.Unavailable(failure);
        }
    }
}

/// <summary>Where a subscription is.</summary>
/// <param name="Position">The last event it took.</param>
/// <param name="Head">The tenant's last event.</param>
/// <param name="Behind">How many events lie between the two.</param>
/// <param name="IsActive">Whether a process works on it now.</param>
/// <param name="StoppedBy">The error of the event that it stopped at; null for one that goes on.</param>
public sealed record SubscriptionStatus(string Name, long Position, long Head, long Behind, bool IsActive, int Parked, string? StoppedBy);

/// <summary>An event that a subscription could not take.</summary>
public sealed record SubscriptionFailure(
    string Subscription, long Position, FailureState State, string Error, int Attempts, DateTimeOffset FailedAt);

public enum FailureState
{
    Parked,
    Stopped,
    Retry,
    Discarded,
}
