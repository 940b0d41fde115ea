using MinatoTracker.Service.Tests.Reliability;
using Spectre.Console;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// The worst morning: 10,000 due reminders, three services of which one is killed every few seconds and replaced, and a mail server that
/// fails every tenth mail. Counted is what was sent or given up, of what was due; all of it must be, and each once.
/// </summary>
internal static class RemindersReliability
{
    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        var run = new ReliabilityRun(database.ConnectionString, ServiceProcess.Dll(), cluster.IsQuick ? 1_000 : 10_000) { Patience = TimeSpan.FromMinutes(20) };
        var count = await run.Run(cancellation);
        AnsiConsole.WriteLine($"{count}");
        return Row.Rate("reminders-reliability", "reminders", ours: count.Wrong.Count == 0 ? count.Sent + count.GivenUp : 0, floor: count.Due, mustReach: 1);
    }
}
