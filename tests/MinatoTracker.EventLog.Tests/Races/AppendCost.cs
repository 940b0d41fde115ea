using System.Diagnostics;
using System.Globalization;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Races;

/// <summary>
/// What the order by a lock costs beside appends that run free, as a reader with a two-reading ceiling would allow; and what NOTIFY
/// inside the append would cost. Run by hand against a server with fsync on: it says numbers. The decision records quote them.
/// </summary>
public sealed class AppendCost(PostgresServer server)
{
    private const string Lock = "perform pg_advisory_xact_lock(hashtextextended('minato.append/' || tenant, 0));";
    private const int Rounds = 15;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(700);

    [Theory(Explicit = true)]
    [InlineData(1, 1)]
    [InlineData(1, 8)]
    [InlineData(1, 32)]
    [InlineData(3, 3)]
    [InlineData(3, 8)]
    [InlineData(3, 32)]
    public async Task Events_a_second(int processes, int writers)
    {
        await using var locked = await Way.Prepare(server, processes, function => function);
        await using var free = await Way.Prepare(server, processes, function => function.Replace(Lock, "", StringComparison.Ordinal));
        await using var notifying = await Way.Prepare(
            server, processes, function => function.Replace(Lock, Lock + " perform pg_notify('minato_events_' || tenant, '');", StringComparison.Ordinal));

        List<(double Locked, double Free, double Notifying)> rounds = [];
        // In turn, so that whatever else the machine does falls on all alike; a ratio is taken within a round.
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await locked.Measure(writers, Round), await free.Measure(writers, Round), await notifying.Measure(writers, Round)));

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {processes} process(es), {writers} writer(s): lock {Median(rounds, r => r.Locked):N0}/s, free {Median(rounds, r => r.Free):N0}/s, lock : free {Median(rounds, r => r.Locked / r.Free):N2}; NOTIFY inside {Median(rounds, r => r.Notifying):N0}/s, inside : apart {Median(rounds, r => r.Notifying / r.Locked):N2}
            """));
    }

    private static double Median<T>(List<T> rounds, Func<T, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    private sealed class Way(TestDatabase database, EventLogDatabase[] processes) : IAsyncDisposable
    {
        private readonly PostgresEventLog[] logs = [.. processes.Select(process => new PostgresEventLog(process, TimeProvider.System))];

        public static async Task<Way> Prepare(PostgresServer server, int processes, Func<string, string> change)
        {
            var database = await server.NewDatabase();
            await database.NewLog().AddTenant(Some.Tenant);
            await database.Execute(change(Sql.Text(typeof(IEventLog).Assembly, "Schema/functions/append_events.sql")));
            var way = new Way(database, [.. Enumerable.Range(0, processes).Select(_ => new EventLogDatabase(database.ConnectionString))]);
            await way.Measure(processes, TimeSpan.FromSeconds(1));
            return way;
        }

        public async Task<double> Measure(int writers, TimeSpan time)
        {
            using var end = new CancellationTokenSource(time);
            var watch = Stopwatch.StartNew();
            var written = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Write(logs[writer % logs.Length], end.Token)));
            return written.Sum() / watch.Elapsed.TotalSeconds;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in processes) await process.DisposeAsync();
            await database.DisposeAsync();
        }

        private static async Task<int> Write(PostgresEventLog log, CancellationToken end)
        {
            var stream = Guid.NewGuid().ToString();
            var version = 0;
            for (; !end.IsCancellationRequested; version++) await log.Append(stream, ExpectedVersion.Exactly(version), Some.Event());
            return version;
        }
    }
}
