using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Reviews;

/// <summary>Everything that is recorded about a review, from one read of its stream.</summary>
/// <param name="Timeline">In the order recorded.</param>
public sealed record ReviewRecord(string Plan, string Key, IReadOnlyList<TimelineEntry> Timeline)
{
    public Review State { get; } = Review.Fold(Timeline.Select(entry => entry.Event));

    /// <summary>What a new command builds on.</summary>
    public long Version => Timeline.Count == 0 ? 0 : Timeline[^1].Version;

    public DateTimeOffset? ClosedAt => Timeline.LastOrDefault(entry => entry.Event is ReviewClosed)?.RecordedAt;

    /// <summary>
    /// What the review shows now and for good: its cut-off day, as known just before it was closed, or before its last published
    /// version was superseded. Null while it is open, when it shows whatever holds.
    /// </summary>
    /// <remarks>
    /// Just before, by the microsecond in which the log counts: several commands may be recorded at one time, before that event
    /// and after it, but what was recorded earlier is settled.
    /// </remarks>
    public PointInTime? Frozen => Timeline.LastOrDefault(entry => entry.Event is ReviewClosed or BaselineSuperseded) is { } last
        ? new(State.CutoffDate, last.RecordedAt - TimeSpan.FromMicroseconds(1))
        : null;

    /// <summary>How its days moved, in order.</summary>
    public IEnumerable<MovedDayView> Moves => Timeline.SelectMany(entry => MovedDayView.Of(entry.Event));

    public DateTimeOffset RecordedAt(BaselinePublished baseline) => Timeline.First(entry => entry.Event.Equals(baseline)).RecordedAt;
}

/// <summary>Reads reviews.</summary>
public sealed class ReviewReading(IEventLog log, TrackerSettings settings)
{
    /// <summary>An empty record for a review that nobody scheduled.</summary>
    public async Task<ReviewRecord> Read(string plan, string review, CancellationToken cancellation = default)
    {
        var stored = await log.ReadStream(settings.Tenant, Streams.Review(plan, review).Key, cancellation: cancellation);
        return new(plan, review, [.. stored.Select(TimelineEntry.Of)]);
    }

    /// <summary>The scheduled reviews of a plan, in the order of its year.</summary>
    public async Task<IReadOnlyList<ReviewRecord>> Of(string plan, CancellationToken cancellation = default)
    {
        List<ReviewRecord> records = [];
        foreach (var kind in Enum.GetValues<ReviewKind>()) records.Add(await Read(plan, ReviewKeys.Of(kind), cancellation));
        return [.. records.Where(record => record.State.IsScheduled)];
    }
}
