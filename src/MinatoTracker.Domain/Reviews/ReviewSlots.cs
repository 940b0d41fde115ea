namespace MinatoTracker.Domain.Reviews;

/// <summary>Which slots of a review an event fills; see <see cref="Initiatives.InitiativeSlots"/>.</summary>
public static class ReviewSlots
{
    /// <summary>One slot a review, so that it lists all of them.</summary>
    public const string Schedule = "schedule";

    public const string Closed = "closed";

    public static ValueList<string> Of(ReviewEvent @event) => @event switch
    {
        ReviewScheduled => [Schedule],
        DeadlineMoved { Section: { } section } => [$"deadline:{section}"],
        // A later move that leaves the publication alone must not push its day out of force.
        DeadlineMoved { PublicationDate: not null } => ["deadline", "publication"],
        DeadlineMoved => ["deadline"],
        PublicationMoved => ["publication"],
        InitiativeSubmitted e => [$"submission:{e.Code}"],
        SubmissionReturned e => [$"submission:{e.Code}"],
        ReviewClosed => [Closed],
        BaselinePublished e => [$"baseline:{e.Number}"],
        BaselineSuperseded e => [$"superseded:{e.Number}"],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };
}
