using MinatoTracker.EventLog.Postgres;
using Npgsql;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>
/// Builds the history anew out of the events, beside the one in use, while readers and writers go on; at the end it takes
/// the old one's place in one short transaction. All offices go in one run, because they share the tables: an office of its own
/// could only be replaced by deleting from a table that is never deleted from, and its readers would see the gap.
/// </summary>
public sealed class HistoryRebuild(EventLogDatabase database, TimeProvider time)
{
    private const int FewEvents = 1000;
    private const int CatchUpRounds = 20;
    private const int SwapTries = 600;
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Whether the history was last built in another shape than the program wants, or never.</summary>
    public async Task<bool> IsNeeded(int version, CancellationToken cancellation = default) =>
        !await new ReadModelVersions(database).IsCurrent(ReadModelVersions.History, version, cancellation);

    /// <summary>Interrupted anywhere, it leaves the history in use as it was.</summary>
    /// <param name="version">The shape of what <paramref name="place"/> says; recorded with the swap.</param>
    /// <param name="place">The same answer for an event as the program gives when it appends it.</param>
    /// <exception cref="RebuildUnderWayException">Another process is at it.</exception>
    public async Task Run(
        int version, Func<StoredEvent, HistoryPlace> place, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
        if (!await Ask<bool>(connection, "begin", cancellation)) throw new RebuildUnderWayException();
        try
        {
            await using var beside = await database.Owner.OpenConnectionAsync(cancellation);
            var next = new NextTables(connection, beside);
            await next.Create(cancellation);
            var filler = new HistoryFiller(database.Owner, next, place, new ProgressMeter(progress, time));
            await filler.Count(cancellation);
            await filler.CatchUp(cancellation);
            await next.Index(cancellation);
            // While indexes were made others went on; what is left for the time of the lock is to be little.
            for (var rounds = 0; await filler.CatchUp(cancellation) > FewEvents && rounds < CatchUpRounds; rounds++) { }
            await Swap(connection, next, filler, version, cancellation);
        }
        finally
        {
            // Back in the pool the connection would keep the lock.
            if (connection.FullState == System.Data.ConnectionState.Open) await Ask<bool>(connection, "end", CancellationToken.None);
        }
    }

    // Whoever has to wait long for a lock lets go of the others and tries again: behind it every reader and writer would queue up.
    // A report that runs for minutes is waited for; what is appended meanwhile is taken along between the tries.
    private async Task Swap(NpgsqlConnection connection, NextTables next, HistoryFiller filler, int version, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            try
            {
                await Lock(connection, cancellation);
            }
            catch (PostgresException busy) when (attempt < SwapTries && Failures.MeansBusy(busy))
            {
                await transaction.RollbackAsync(cancellation);
                await Task.Delay(PauseBetweenTries, time, cancellation);
                await filler.CatchUp(cancellation);
                continue;
            }

            await filler.CatchUp(cancellation);
            await next.Swap(version, time.GetUtcNow(), cancellation);
            await transaction.CommitAsync(cancellation);
            return;
        }
    }

    private static async Task Lock(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("set local lock_timeout = '300ms'"));
        foreach (var name in new[] { "lock_tenants", "lock_appends", "lock_tables" }) batch.BatchCommands.Add(new(Text(name)));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<T?> Ask<T>(NpgsqlConnection connection, string name, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text(name), connection);
        return (T?)await command.ExecuteScalarAsync(cancellation);
    }

    private static string Text(string name) => Sql.Text(typeof(HistoryRebuild).Assembly, $"Rebuild/{name}.sql");
}
