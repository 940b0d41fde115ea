namespace MinatoTracker.Domain.Reviews;

/// <summary>State of one review (振り返り) of a plan. Events about it hold from the moment they are recorded.</summary>
public sealed record Review
{
    public static Review Unscheduled { get; } = new();

    public ReviewKind? Kind { get; init; }

    public DateOnly CutoffDate { get; init; }

    public DateOnly SubmissionDeadline { get; init; }

    public bool IsClosed { get; init; }

    public bool IsScheduled => Kind is not null;

    /// <summary>Sections report from the day after the cut-off until the review is closed.</summary>
    public bool IsOpen(DateOnly today) => IsScheduled && !IsClosed && today > CutoffDate;

    public static Review Fold(IEnumerable<IEvent> events) => events.Aggregate(Unscheduled, Evolve);

    public static Review Evolve(Review state, IEvent @event) => @event switch
    {
        ReviewScheduled e => state with { Kind = e.Kind, CutoffDate = e.CutoffDate, SubmissionDeadline = e.SubmissionDeadline },
        DeadlineMoved e => state with { SubmissionDeadline = e.SubmissionDeadline },
        ReviewClosed => state with { IsClosed = true },
        _ => state,
    };
}

public static class ReviewSlots
{
    /// <summary>One slot a review, so that it lists all of them.</summary>
    public const string Schedule = "schedule";

    public const string Closed = "closed";

    public static ValueList<string> Of(ReviewEvent @event) => @event switch
    {
        ReviewScheduled => [Schedule],
        DeadlineMoved => ["deadline"],
        ReviewClosed => [Closed],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };
}
