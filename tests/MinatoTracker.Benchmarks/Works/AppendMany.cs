using MinatoTracker.EventLog;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// 32 writers, each on its stream: every command answers when it is on the disk. By hand each commits for itself on a connection
/// of its own, with 8 or 32 of them, whichever is faster.
/// </summary>
internal static class AppendMany
{
    private const int Writers = 32;
    private const int FewWriters = 8;
    private const int EventsAStream = 200;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        await Sample.Fill(database, Writers, EventsAStream);
        var floors = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => HandWrittenWriter.Open(database, cancellation)));
        var (perRound, rounds) = cluster.IsQuick ? (960, 3) : (1920, 20);
        var (ours, floor) = (Versions(), Versions());

        async Task ByHand(int writer, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var version = floor[writer]++;
                await floors[writer].Append(Sample.Stream(writer), version + 1, Sample.Event(version));
            }
        }

        async Task ThroughTheLog(int writer, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var version = ours[writer]++;
                await database.Log.Append(
                    BenchDatabase.Ours,
                    [new(Sample.Stream(writer), Sample.Scope, ExpectedVersion.Exactly(version), [Sample.Event(version)])],
                    Sample.Metadata,
                    cancellation);
            }
        }

        var medians = await Rounds.Medians(
            rounds,
            () => Rounds.Rate(perRound, () => Together(FewWriters, perRound, ByHand)),
            () => Rounds.Rate(perRound, () => Together(Writers, perRound, ThroughTheLog)),
            () => Rounds.Rate(perRound, () => Together(Writers, perRound, ByHand)));
        foreach (var writer in floors) await writer.DisposeAsync();
        return Row.Rate("append-32", "events/s", ours: medians[1], floor: Math.Max(medians[0], medians[2]), mustReach: 1.2);
    }

    private static int[] Versions() => [.. Enumerable.Repeat(EventsAStream, Writers)];

    private static Task Together(int writers, int count, Func<int, int, Task> write) =>
        Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => write(writer, count / writers))));
}
