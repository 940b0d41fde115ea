using MinatoTracker.EventLog;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>One writer: one command, one event, one commit, the bitemporal history kept in the same transaction.</summary>
internal static class AppendOne
{
    private const int Streams = 50;
    private const int EventsAStream = 200;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        await Sample.Fill(database, Streams, EventsAStream);
        await using var floor = await HandWrittenWriter.Open(database, cancellation);
        // A writer at work for some 20 ms, then the other.
        var (perRound, rounds) = cluster.IsQuick ? (50, 20) : (50, 300);
        var (oursAt, floorAt) = (0, 0);

        var medians = await Rounds.Medians(
            rounds,
            () => Rounds.Rate(perRound, async () =>
            {
                for (var i = 0; i < perRound; i++, floorAt++)
                {
                    var version = EventsAStream + floorAt / Streams;
                    await floor.Append(Sample.Stream(floorAt % Streams), version + 1, Sample.Event(version));
                }
            }),
            () => Rounds.Rate(perRound, async () =>
            {
                for (var i = 0; i < perRound; i++, oursAt++)
                {
                    var version = EventsAStream + oursAt / Streams;
                    await database.Log.Append(
                        BenchDatabase.Ours,
                        [new(Sample.Stream(oursAt % Streams), Sample.Scope, ExpectedVersion.Exactly(version), [Sample.Event(version)])],
                        Sample.Metadata,
                        cancellation);
                }
            }));
        return Row.Rate("append-1", "events/s", ours: medians[1], floor: medians[0], mustReach: 0.7);
    }
}
