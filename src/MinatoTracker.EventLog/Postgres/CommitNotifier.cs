using System.Collections.Concurrent;
using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>
/// Wakes those who listen for new events, after the commit and apart from it: NOTIFY inside the append would put every commit
/// behind a lock of the whole server. Commits in quick succession share one. One that gets lost costs a listener no more than
/// the wait for its next poll, so nothing here is retried or reported.
/// </summary>
internal sealed class CommitNotifier(NpgsqlDataSource writer, TimeProvider time)
{
    private static readonly TimeSpan BetweenNotifications = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, bool> pending = new(StringComparer.Ordinal);
    private int sending;

    /// <summary>The channel that a tenant's listeners listen on.</summary>
    public static string Channel(string tenant) => $"minato_events_{tenant}";

    public void Committed(string tenant)
    {
        pending[tenant] = true;
        if (Interlocked.Exchange(ref sending, 1) == 0) _ = Task.Run(SendUntilQuiet);
    }

    private async Task SendUntilQuiet()
    {
        do
        {
            while (!pending.IsEmpty)
            {
                foreach (var tenant in pending.Keys)
                {
                    pending.TryRemove(tenant, out _);
                    await Send(tenant);
                }

                await Task.Delay(BetweenNotifications, time);
            }

            Volatile.Write(ref sending, 0);
        }
        // Who came after the last look found us still sending, and left it to us.
        while (!pending.IsEmpty && Interlocked.Exchange(ref sending, 1) == 0);
    }

    private async Task Send(string tenant)
    {
        try
        {
            await using var command = writer.CreateCommand(Sql.Text(typeof(CommitNotifier).Assembly, "Queries/notify.sql"));
            command.Parameters.Add(new() { Value = Channel(tenant) });
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException)
        {
            // The listeners poll.
        }
    }
}
