using System.Runtime.CompilerServices;
using MinatoTracker.Benchmarks.Works;
using MinatoTracker.CritterStack;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Benchmarks.Peers;

/// <summary>
/// The same works by other means, each right after ours: <c>marten</c> and <c>hangfire</c> by themselves, <c>critter stack</c> as the
/// service on both.
/// </summary>
internal static class PeerWorks
{
    private static readonly Dictionary<string, (string Peer, Func<BenchCluster, CancellationToken, Task<double>> Measure)[]> Works = new()
    {
        ["append-1"] = [("marten", OnMarten(AppendOne.Measure))],
        ["append-32"] = [("marten", OnMarten(AppendMany.Measure))],
        ["bulk-import"] = [("marten", OnMarten(BulkImport.Measure))],
        ["as-of"] = [("marten", LiveAggregation.Measure)],
        ["rebuild"] = [("marten", DaemonRebuild.Measure)],
        ["reminders"] = [("hangfire", JobsByHangfire.Measure), ("critter stack", InTheEdition(Benchmarks.Works.Reminders.Measure))],
        ["overview-p99"] = [("critter stack", InTheEdition(Served.OverviewP99))],
        ["cold-start"] = [("critter stack", InTheEdition(Served.ColdStart))],
        ["idle-memory"] = [("critter stack", InTheEdition(Served.IdleMemory))],
    };

    [ModuleInitializer]
    internal static void StandBeside() => Table.WithPeers = Measure;

    private static async Task<Row> Measure(Row ours, BenchCluster cluster, CancellationToken cancellation)
    {
        Dictionary<string, double> reached = [];
        foreach (var (peer, measure) in Works.GetValueOrDefault(ours.Work, [])) reached[peer] = await measure(cluster, cancellation);
        return ours with { Peers = reached };
    }

    /// <summary>The work as it is, written by Marten: the edition's log, which leaves the same rows.</summary>
    private static Func<BenchCluster, CancellationToken, Task<double>> OnMarten(Func<BenchCluster, CancellationToken, Task<Row>> work) =>
        async (cluster, cancellation) => (await work(
            // The store has nothing that outlives its connections.
            cluster.Measuring((connections, time) => new MartenEventLog(connections, MartenStore.Open(connections.Batches, time), time)), cancellation)).Ours;

    private static Func<BenchCluster, CancellationToken, Task<double>> InTheEdition(Func<BenchCluster, CancellationToken, Task<Row>> work) =>
        async (cluster, cancellation) =>
        {
            var (edition, service) = (Edition.Current, Environment.GetEnvironmentVariable(ServiceProcess.DllVariable));
            Edition.Current = new CritterStackEdition();
            Environment.SetEnvironmentVariable(ServiceProcess.DllVariable, typeof(CritterStackEdition).Assembly.Location);
            try
            {
                return (await work(cluster, cancellation)).Ours;
            }
            finally
            {
                Edition.Current = edition;
                Environment.SetEnvironmentVariable(ServiceProcess.DllVariable, service);
            }
        };
}
