using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Tests.Initiatives;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Plans;

/// <summary>
/// Thousands of events about one plan, as decisions lead to them and as none does: backdated, corrected, withdrawn, listed again. They are
/// recorded in one order over all initiatives, a few at a time, by a clock that moves on in between.
/// </summary>
internal sealed class RandomYear(int seed)
{
    public const string Plan = "minato-2020";
    private const int Initiatives = 100;
    private static readonly DateOnly FirstDay = RandomHistory.Today.AddDays(-30);
    private readonly Random random = new(seed);

    /// <summary>The time of every append.</summary>
    public List<DateTimeOffset> Times { get; } = [];

    public int Recorded { get; private set; }

    public DateOnly SomeDay() => FirstDay.AddDays(random.Next(-1, 32));

    public DateTimeOffset? SomeTime() => random.Next(4) == 0 ? null : Times[random.Next(Times.Count)];

    public async Task Record(IEventLog log, string tenant, FakeTime clock)
    {
        var streams = Streams().ToDictionary(stream => stream.Key, stream => new Queue<IEvent>(stream.Events));
        Dictionary<string, long> versions = new(StringComparer.Ordinal);
        while (streams.Count > 0)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Next(3)));
            Times.Add(clock.GetUtcNow());
            var some = random.GetItems([.. streams.Keys], random.Next(1, 6)).Distinct().ToArray();
            await log.Append(tenant, [.. some.Select(stream => Next(stream, streams[stream], versions))], new EventMetadata("person-1"));
            foreach (var done in some.Where(stream => streams[stream].Count == 0)) streams.Remove(done);
        }
    }

    private StreamAppend Next(string stream, Queue<IEvent> events, Dictionary<string, long> versions)
    {
        var version = versions.GetValueOrDefault(stream);
        NewEvent[] next = [.. Enumerable.Range(0, Math.Min(events.Count, random.Next(1, 8))).Select(_ => EventTypes.ToStore(events.Dequeue()))];
        versions[stream] = version + next.Length;
        Recorded += next.Length;
        return new(stream, Hosting.Streams.ScopeOf(stream), ExpectedVersion.Exactly(version), next);
    }

    private IEnumerable<(string Key, IReadOnlyList<IEvent> Events)> Streams()
    {
        yield return (Hosting.Streams.Plan(Plan).Key, [.. AboutPlan()]);
        var decided = RandomHistory.Commands.Generator.Sample(60, new Rnd((ulong)seed), Initiatives / 2).Select(commands => RandomHistory.Events(commands));
        var any = RandomEvents.Any.Generator.Sample(60, new Rnd((ulong)seed + 1), Initiatives / 2);
        foreach (var (number, events) in decided.Concat(any).Where(events => events.Length > 0).Index())
            yield return (Hosting.Streams.Initiative(Plan, CodeOf(number)).Key, events);
    }

    private IEnumerable<PlanEvent> AboutPlan()
    {
        yield return new PlanDrafted(Some(FirstDay), 2020, "令和2年度 港区運営方針");
        for (var issue = 1; issue <= 5; issue++)
        {
            yield return new ManagementIssueAdded(Some(FirstDay), issue, $"経営課題{issue}");
            yield return new StrategyAdded(Some(FirstDay), $"{issue}-1", $"戦略{issue}");
        }

        // Each twice: moved, turned into a repeated listing or back, and that for a day before or after.
        for (var i = 0; i < 2 * Initiatives; i++)
        {
            var (code, position) = (CodeOf(i % Initiatives), random.Next(1000));
            yield return random.Next(4) == 0
                ? new RepeatedListingAdded(Some(SomeDay()), code, position, "再掲", CodeOf(random.Next(Initiatives)))
                : new InitiativeListed(Some(SomeDay()), code, position);
        }
    }

    private static string CodeOf(int number) => FormattableString.Invariant($"{number % 5 + 1}-1-{number / 5 + 1}");

    private static Provenance Some(DateOnly day) => new("person-1", day);
}
