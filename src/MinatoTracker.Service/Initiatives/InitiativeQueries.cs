using MinatoTracker.Domain;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Targets;

namespace MinatoTracker.Service.Initiatives;

/// <summary>Everything that is recorded about an initiative, from one read of its stream.</summary>
public sealed class InitiativeQueries(IEventLog log, TrackerSettings settings)
{
    /// <returns>Null for an initiative that was not recorded at that point.</returns>
    public async Task<InitiativeRecord?> Record(string plan, string code, PointInTime at, CancellationToken cancellation = default)
    {
        var stored = await log.ReadStream(settings.Tenant, Streams.Initiative(plan, code).Key, cancellation: cancellation);
        var entries = stored.Select(TimelineEntry.Of).ToArray();
        var timeline = entries.Where(entry => entry.IsKnown(at)).ToArray();
        var coming = entries.Where(entry => entry.IsComing(at, settings.Zone)).ToArray();
        return timeline.Length == 0 ? null : new(plan, code, stored[^1].Version, timeline, TargetHistory.Of(timeline, coming));
    }
}

/// <summary>What is recorded about an initiative.</summary>
/// <param name="Version">The stream's version now, whatever the point asked for: what a new command builds on.</param>
/// <param name="Timeline">In the order recorded.</param>
public sealed record InitiativeRecord(
    string Plan, string Code, long Version, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<IndicatorHistory> TargetHistory);

/// <summary>One event of a timeline.</summary>
/// <param name="RecordedAt">記録日時</param>
public sealed record TimelineEntry(Guid EventId, long Version, string Type, DateTimeOffset RecordedAt, IEvent Event)
{
    public static TimelineEntry Of(StoredEvent stored) =>
        new(stored.Id, stored.Version, stored.Type, stored.RecordedAt, EventTypes.FromStore(stored));

    public bool IsKnown(PointInTime at) => Event.Provenance.EffectiveDate <= at.AsOf && IsRecorded(at);

    /// <summary>Settled on that day, to hold from a later one. What was recorded after that day is hindsight, and is not told.</summary>
    public bool IsComing(PointInTime at, TimeZoneInfo zone) =>
        Event.Provenance.EffectiveDate > at.AsOf && IsRecorded(at)
        && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(RecordedAt, zone).DateTime) <= at.AsOf;

    private bool IsRecorded(PointInTime at) => at.KnownAt is not { } knownAt || RecordedAt <= knownAt;
}
