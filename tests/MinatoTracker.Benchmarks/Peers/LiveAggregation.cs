using JasperFx.Events;
using Marten;
using MinatoTracker.Benchmarks.Works;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog;

namespace MinatoTracker.Benchmarks.Peers;

/// <summary>
/// A plan as of a day by Marten's own means. It knows when an event was recorded and not from when on it holds: every initiative's
/// events up to the time in question are read, all in one batch, and folded. The answer is the same.
/// </summary>
internal static class LiveAggregation
{
    private const int Initiatives = 50;
    private const int EventsAnInitiative = 200;
    private static readonly string[] Plan = [.. Enumerable.Range(0, Initiatives).Select(Sample.Stream)];

    public static async Task<double> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var database = await cluster.NewDatabase(cancellation);
        await PlanHistory.Record(database, Sample.Scope, Initiatives, EventsAnInitiative);
        await database.Settle(cancellation);
        await using var store = MartenStore.Open(database.Connections.Batches, TimeProvider.System);

        List<double> medians = [];
        foreach (var question in PlanHistory.Questions(Sample.Scope, EventsAnInitiative))
        {
            var answer = await database.Log.ReadInForce(BenchDatabase.Ours, question, cancellation);
            medians.AddRange(await Rounds.Medians(cluster.IsQuick ? 10 : 50, () => Rounds.Milliseconds(async () =>
            {
                if (!(await Ask(store, question, cancellation)).SetEquals(answer.Select(e => e.Position)))
                    throw new InvalidOperationException("The answers differ.");
            })));
        }

        return medians.Max();
    }

    private static async Task<HashSet<long>> Ask(DocumentStore store, InForce question, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(BenchDatabase.Ours);
        var batch = session.CreateBatchQuery();
        var streams = Array.ConvertAll(Plan, stream => batch.Events.FetchStream(stream, timestamp: question.KnownAt));
        await batch.Execute(cancellation);
        HashSet<long> inForce = [];
        foreach (var stream in streams) inForce.UnionWith(Fold(await stream, question.AsOf));
        return inForce;
    }

    /// <summary>Of each slot the event that holds on the day: the latest, and of two of a day the one said later.</summary>
    private static IEnumerable<long> Fold(IEnumerable<IEvent> stream, DateOnly asOf)
    {
        Dictionary<int, (DateOnly Effective, long Position)> slots = [];
        foreach (var e in stream)
        {
            var (slot, effective) = ((int)(e.Version - 1) % Sample.SlotsAStream, ((Domain.IEvent)e.Data).Provenance.EffectiveDate);
            if (effective <= asOf && (!slots.TryGetValue(slot, out var held) || held.Effective <= effective)) slots[slot] = (effective, e.Sequence);
        }

        return slots.Values.Select(held => held.Position);
    }
}
