using System.Text;

namespace MinatoTracker.EventLog.Tests.Support;

/// <summary>Events and appends to test with.</summary>
internal static class Some
{
    public const string Tenant = "minato";

    public static NewEvent Event(string slot = "title", string day = "2020-04-01", string data = """{"text":"防災"}""", Guid? id = null) =>
        new(id ?? Guid.NewGuid(), "something_said", "Some.Event, Some", data, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), [slot]);

    public static NewEvent[] Events(int count) => [.. Enumerable.Range(0, count).Select(i => Event(slot: $"slot:{i}"))];

    public static StreamAppend To(string stream, ExpectedVersion expected, params NewEvent[] events) => new(stream, "plan-1", expected, events);

    public static Task<AppendResult> Append(this IEventLog log, string stream, ExpectedVersion expected, params NewEvent[] events) =>
        log.Append(Tenant, [To(stream, expected, events)], new EventMetadata("person-1"));

    public static Task<IReadOnlyList<StoredEvent>> Read(this IEventLog log, string stream, long after = 0) => log.ReadStream(Tenant, stream, after);

    public static string Text(this StoredEvent stored) => Encoding.UTF8.GetString(stored.Data.Span);

    public static Task<IReadOnlyList<StoredEvent>> InForce(this IEventLog log, string asOf, DateTimeOffset? knownAt = null, string? stream = null) =>
        log.ReadInForce(
            Tenant,
            EventLog.InForce.InScope("plan-1", DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), knownAt, stream));
}
