using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Faults;

/// <summary>The three ways that an append takes into the database.</summary>
public enum Way
{
    /// <summary>One event to a standing stream.</summary>
    Single,

    /// <summary>Several, by the function that takes a batch.</summary>
    General,

    /// <summary>A thousand and more, set by set in a transaction of several statements.</summary>
    Bulk,
}

internal static class Appends
{
    /// <summary>Stands in every request that carries an event.</summary>
    public const string Mark = "fault-mark";

    public const string Stream = "initiative/plan-1/1";
    private const string Data = $$"""{"text":"{{Mark}}"}""";

    public static int Size(Way way) => way switch { Way.Single => 1, Way.General => 3, _ => 1_200 };

    /// <summary>To a stream with one event.</summary>
    public static StreamAppend To(Way way, string stream = Stream) =>
        Some.To(stream, ExpectedVersion.Exactly(1), [.. Enumerable.Range(0, Size(way)).Select(_ => Some.Event(data: Data))]);

    public static HistoryPlace PlaceOf(StoredEvent stored) => new(new(2020, 4, 1), "plan-1", ["title"]);
}
