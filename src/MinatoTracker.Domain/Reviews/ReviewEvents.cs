namespace MinatoTracker.Domain.Reviews;

// Stream review/{plan}/{review}. Names are storage formats, as in InitiativeEvents.

public abstract record ReviewEvent(Provenance Provenance) : IEvent;

/// <param name="CutoffDate">The day that the figures stand for (基準日).</param>
/// <param name="SubmissionDeadline">By which day owning sections report.</param>
public sealed record ReviewScheduled(Provenance Provenance, ReviewKind Kind, DateOnly CutoffDate, DateOnly SubmissionDeadline)
    : ReviewEvent(Provenance);

public sealed record DeadlineMoved(Provenance Provenance, DateOnly SubmissionDeadline, string Reason) : ReviewEvent(Provenance);

public sealed record ReviewClosed(Provenance Provenance) : ReviewEvent(Provenance);
