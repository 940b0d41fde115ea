using System.Globalization;
using MinatoTracker.EventLog;

namespace MinatoTracker.Benchmarks;

/// <summary>Events as the service writes them: an initiative's targets, actuals, statuses and narratives.</summary>
internal static class Sample
{
    public const string Scope = "minato-2020";
    public const string DotnetType = "MinatoTracker.Domain.Initiatives.ActualRecorded, MinatoTracker.Domain";
    public const string User = "person-17";
    private static readonly string[] Slots = ["title", "target:1", "actual:1", "status", "narrative"];
    private static readonly DateOnly FirstDay = new(2020, 4, 1);

    public static EventMetadata Metadata { get; } = new(User);

    public static string Stream(int initiative) => string.Create(CultureInfo.InvariantCulture, $"initiative/{Scope}/{initiative}");

    /// <summary>The n-th event of an initiative; every fifth fills the same slot, and one in ten is backdated.</summary>
    public static NewEvent Event(int n) => new(
        Guid.CreateVersion7(),
        "actual_recorded",
        DotnetType,
        string.Create(CultureInfo.InvariantCulture, $$$"""
            {"provenance":{"who":"{{{User}}}","effectiveDate":"{{{Effective(n):O}}}","publication":{"title":"令和2年度 区運営方針 中間振り返り","publishedOn":"2020-10"}},"indicator":"1","actual":{"value":{{{n % 1000}}}.5,"note":"区役所窓口での調査による。回答数は{{{n}}}件。"},"actualId":"actual-{{{n}}}"}
            """),
        Effective(n),
        [Slots[n % Slots.Length]]);

    public static DateOnly Effective(int n) => FirstDay.AddDays(n / 10 - (n % 10 == 9 ? 5 : 0));

    public static int SlotsAStream => Slots.Length;

    /// <summary>The same events in both offices.</summary>
    public static async Task Fill(BenchDatabase database, int streams, int eventsAStream)
    {
        foreach (var tenant in new[] { BenchDatabase.Ours, BenchDatabase.Floor })
        {
            await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => database.Log.Append(
                tenant,
                [new(Stream(stream), Scope, ExpectedVersion.MustBeNew, [.. Enumerable.Range(0, eventsAStream).Select(Event)])],
                Metadata)));
        }

        await database.Settle();
    }
}
