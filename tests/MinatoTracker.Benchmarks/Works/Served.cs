using System.Diagnostics;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// The built service as people meet it, with the sample plan, in a process of its own. These works have no floor but the limit they
/// must keep: the ratio is limit to measured, and 1 keeps it.
/// </summary>
internal static class Served
{
    private const string Overview = "/plans/minato-2020";
    private const int RequestsASecond = 200;

    /// <summary>In milliseconds: what a refused request counts as, so that refusing is never the faster answer.</summary>
    private const double NoAnswer = 60_000;

    /// <summary>The overview page at 200 requests a second, each counted from when it was due: waiting for a slow one before counts too.</summary>
    public static async Task<Row> OverviewP99(BenchCluster cluster, CancellationToken cancellation)
    {
        await ServiceProcess.Prepare(cluster, Overview, cancellation);
        await using var service = ServiceProcess.Start(cluster);
        await service.WaitFor(Overview, cancellation);
        await WarmUp(service, cancellation);
        var took = await Ask(service, RequestsASecond * (cluster.IsQuick ? 2 : 20), cancellation);
        var p99 = took.Order().ElementAt((int)(took.Length * 0.99));
        return Row.Cost("overview-p99", "ms", ours: p99, floor: 25, mustReach: 1);
    }

    /// <summary>From the start of the process to the first page, its PostgreSQL included.</summary>
    public static async Task<Row> ColdStart(BenchCluster cluster, CancellationToken cancellation)
    {
        await ServiceProcess.Prepare(cluster, Overview, cancellation);
        var medians = await Rounds.Medians(0, cluster.IsQuick ? 1 : 5, async () =>
        {
            var start = Stopwatch.GetTimestamp();
            await using var service = ServiceProcess.Start(cluster);
            await service.WaitFor(Overview, cancellation);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        return Row.Cost("cold-start", "s", ours: medians[0], floor: 3, mustReach: 1);
    }

    /// <summary>What the service keeps in memory when it was used and nobody asks anything any more.</summary>
    public static async Task<Row> IdleMemory(BenchCluster cluster, CancellationToken cancellation)
    {
        await ServiceProcess.Prepare(cluster, Overview, cancellation);
        await using var service = ServiceProcess.Start(cluster);
        await service.WaitFor(Overview, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(cluster.IsQuick ? 1 : 30), cancellation);
        return Row.Cost("idle-memory", "MiB", ours: service.ResidentMiB, floor: 150, mustReach: 1);
    }

    // Until the runtime has compiled what is used much for the second time; that is part of a start, not of a day. One request after
    // the other, then with pauses between them, in which it catches up.
    private static async Task WarmUp(ServiceProcess service, CancellationToken cancellation)
    {
        for (var i = 0; i < RequestsASecond; i++) await service.Get(Overview, cancellation);
        await Ask(service, RequestsASecond, cancellation);
    }

    private static async Task<double[]> Ask(ServiceProcess service, int requests, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var asked = new List<Task<double>>(requests);
        for (var i = 0; i < requests; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / RequestsASecond);
            if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early) await Task.Delay(early, cancellation);
            asked.Add(Answer(due));
        }

        return await Task.WhenAll(asked);

        async Task<double> Answer(TimeSpan due)
        {
            return await service.Get(Overview, cancellation) ? (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds : NoAnswer;
        }
    }
}
