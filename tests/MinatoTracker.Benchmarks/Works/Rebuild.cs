using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// All that is derived from the log, built anew out of the events of years: read, understood, placed, written beside the tables in use,
/// indexed and swapped in. By hand the events are read and their JSON is parsed, and nothing is made of it.
/// </summary>
internal static class Rebuild
{
    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var events = cluster.IsQuick ? 30_000 : 130_000;
        await using var database = await cluster.NewDatabase(cancellation);
        await Years.Record(database, events, cancellation);
        await database.Settle(cancellation);

        var medians = await Rounds.Medians(
            cluster.IsQuick ? 2 : 7,
            () => Rounds.Rate(events, () => ReadAndParse(database, events, cancellation)),
            () => Rounds.Rate(events, () => database.NewRebuild().Run(HistoryPlaces.Shape, HistoryPlaces.Of, null, cancellation)));
        return Row.Rate("rebuild", "events/s", ours: medians[1], floor: medians[0], mustReach: 0.25);
    }

    private static async Task ReadAndParse(BenchDatabase database, int events, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand(
            "select seq_id, stream_id, type, timestamp, data from minato.mt_events where tenant_id = 'ours' order by seq_id");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var count = 0;
        for (; await reader.ReadAsync(cancellation); count++)
        {
            _ = (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3));
            using var parsed = JsonDocument.Parse(reader.GetFieldValue<byte[]>(4));
        }

        if (count != events) throw new InvalidOperationException($"{count} events were read.");
    }
}

/// <summary>
/// What the most memory was that <c>ops/minato rebuild</c> took, in a process of its own, for the events of a large office. The floor is
/// the limit it must keep.
/// </summary>
internal static class RebuildMemory
{
    private const double LimitMiB = 300;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var events = cluster.IsQuick ? 20_000 : 1_000_000;
        await using var database = await cluster.NewDatabase(cancellation);
        await Years.Record(database, events, cancellation);
        var most = await ServiceProcess.MostMiB(database.ConnectionString, ["rebuild", "--json"], cancellation);
        return Row.Cost("rebuild-memory", "MiB", ours: most, floor: LimitMiB, mustReach: 1);
    }
}

/// <summary>Initiatives with the events of a year each, typed as the service types them.</summary>
internal static class Years
{
    private const int EventsAnInitiative = 50;
    private const int AtOnce = 100_000;
    private static readonly DateOnly FirstDay = new(2020, 4, 1);

    public static async Task Record(BenchDatabase database, int events, CancellationToken cancellation)
    {
        var initiatives = Enumerable.Range(0, events / EventsAnInitiative).Select(initiative => new StreamAppend(
            Sample.Stream(initiative), Sample.Scope, ExpectedVersion.MustBeNew,
            [.. Enumerable.Range(0, EventsAnInitiative).Select(n => EventTypes.ToStore(Event(n)))]));
        foreach (var chunk in initiatives.Chunk(AtOnce / EventsAnInitiative))
            await database.Log.Append(BenchDatabase.Ours, chunk, Sample.Metadata, cancellation);
    }

    private static IEvent Event(int n)
    {
        var says = new Provenance(Sample.User, FirstDay.AddDays(7 * n), new("令和2年度 区運営方針 中間振り返り", "2020-10"));
        return n switch
        {
            0 => new InitiativeRegistered(says, "地域での見守り活動の支援"),
            1 => new OwningSectionAssigned(says, "保健福祉課"),
            2 => new IndicatorDefined(says, "1", "見守り活動に参加した人の割合", IndicatorKind.Outcome),
            3 => new TargetSet(says, "1", new() { Text = "80%以上", Operator = TargetOperator.AtLeast, Value = 80, Unit = "%" }, "前年度の実績による"),
            _ when n % 5 == 0 => new StatusAssessed(
                says, "mid-year", AttainmentOutlook.Expected, ProgressStatus.OnSchedule, "予定どおり進んでいる。参加者の声を聞き、回を増やす。", "minato-2020"),
            _ when n % 5 == 1 => new ActivityRecorded(says, $"activity-{n}", "地域の集会所で説明会を開いた。参加者は32人であった。"),
            _ => new ActualRecorded(says, $"actual-{n}", "1", new() { Value = 50 + n % 40, Note = "窓口での調査による。" }),
        };
    }
}
