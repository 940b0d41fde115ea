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
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    [Theory(Explicit = true)]
    [InlineData(1, 1)]
    [InlineData(1, 8)]
    [InlineData(1, 32)]
    [InlineData(3, 1)]
    [InlineData(3, 8)]
    [InlineData(3, 32)]
    public async Task Events_a_second(int processes, int writers)
    {
        var locked = await Prepare(function => function);
        var free = await Prepare(function => function.Replace(Lock, "", StringComparison.Ordinal));
        var notifying = await Prepare(function => function.Replace(Lock, Lock + " perform pg_notify('minato_events_' || tenant, '');", StringComparison.Ordinal));

        List<double> withLock = [], without = [], withNotify = [];
        // In turn, so that whatever else the machine does falls on all alike.
        for (var round = 0; round < 5; round++)
        {
            withLock.Add(await Measure(locked, processes, writers));
            without.Add(await Measure(free, processes, writers));
            withNotify.Add(await Measure(notifying, processes, writers));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{processes} process(es), {writers} writer(s) in all: lock {Median(withLock):N0}/s, free {Median(without):N0}/s, lock and NOTIFY inside {Median(withNotify):N0}/s; lock : free {Median(withLock) / Median(without):N2}, inside : apart {Median(withNotify) / Median(withLock):N2}"));
        foreach (var database in new[] { locked, free, notifying }) await database.DisposeAsync();
    }

    private async Task<TestDatabase> Prepare(Func<string, string> change)
    {
        var database = await server.NewDatabase();
        await database.NewLog().AddTenant(Some.Tenant);
        await database.Execute(change(Sql.Text(typeof(IEventLog).Assembly, "Schema/functions/append_events.sql")));
        return database;
    }

    private static async Task<double> Measure(TestDatabase database, int processes, int writers)
    {
        var connections = Enumerable.Range(0, processes).Select(_ => new EventLogDatabase(database.ConnectionString)).ToArray();
        var logs = connections.Select(process => new PostgresEventLog(process, TimeProvider.System)).ToArray();
        foreach (var log in logs) await log.Append(Guid.NewGuid().ToString(), ExpectedVersion.MustBeNew, Some.Event());

        using var end = new CancellationTokenSource(Round);
        var watch = Stopwatch.StartNew();
        var written = await Task.WhenAll(Enumerable.Range(0, Math.Max(writers, processes)).Select(writer => Write(logs[writer % processes], end.Token)));
        var rate = written.Sum() / watch.Elapsed.TotalSeconds;

        foreach (var process in connections) await process.DisposeAsync();
        return rate;
    }

    private static async Task<int> Write(PostgresEventLog log, CancellationToken end)
    {
        var stream = Guid.NewGuid().ToString();
        var version = 0;
        for (; !end.IsCancellationRequested; version++) await log.Append(stream, ExpectedVersion.Exactly(version), Some.Event());
        return version;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
