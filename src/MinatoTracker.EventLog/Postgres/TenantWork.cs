using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Runs SQL over one tenant's rows, for features that keep tables of their own beside the log.</summary>
public static class TenantWork
{
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public static async Task<T> InTenant<T>(
        this NpgsqlDataSource source, string tenant, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { TenantScope.Command(tenant) } })
                await batch.ExecuteNonQueryAsync(cancellation);
            return await work(connection);
        }
        catch (Exception failure) when (Failures.MeansUnavailable(failure))
        {
            throw Failures.Unavailable(failure);
        }
    }
}
