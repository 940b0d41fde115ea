namespace MinatoTracker.Domain.Reviews;

// Stream review/{plan}/{review}. Names are storage formats, as in InitiativeEvents. Every event holds from the day it is recorded on.

public abstract record ReviewEvent(Provenance Provenance) : IEvent;

/// <param name="CutoffDate">The day that the figures stand for (基準日).</param>
/// <param name="SubmissionDeadline">By which day owning sections report.</param>
/// <param name="PublicationDate">When the paper is planned to come out; null where nobody said.</param>
public sealed record ReviewScheduled(
    Provenance Provenance, ReviewKind Kind, DateOnly CutoffDate, DateOnly SubmissionDeadline, DateOnly? PublicationDate = null)
    : ReviewEvent(Provenance);

/// <param name="Section">所管課 whose deadline moved; null for the whole review.</param>
/// <param name="PublicationDate">Where the publication moved along; null where it stays.</param>
public sealed record DeadlineMoved(
    Provenance Provenance, DateOnly SubmissionDeadline, string Reason, string? Section = null, DateOnly? PublicationDate = null)
    : ReviewEvent(Provenance);

/// <summary>The day on which the paper is planned to come out moved, and no deadline with it.</summary>
public sealed record PublicationMoved(Provenance Provenance, DateOnly PublicationDate, string Reason) : ReviewEvent(Provenance);

/// <param name="Section">所管課 at that time; null where the initiative had none.</param>
/// <param name="Late">It came after the section's deadline.</param>
public sealed record InitiativeSubmitted(Provenance Provenance, string Code, string? Section, bool Late) : ReviewEvent(Provenance);

/// <summary>差戻し: the section owes it again.</summary>
public sealed record SubmissionReturned(Provenance Provenance, string Code, string Reason) : ReviewEvent(Provenance);

/// <summary>The figures are frozen: the review shows its cut-off day as known just before this was recorded.</summary>
public sealed record ReviewClosed(Provenance Provenance) : ReviewEvent(Provenance);

/// <summary>公表版: what was published, for good. The provenance names the paper.</summary>
/// <param name="Number">1 for the review's first.</param>
/// <param name="AsOf">The day that the plan is shown on.</param>
/// <param name="KnownAt">By when what the plan shows was recorded.</param>
/// <param name="ContentHash">Of the plan at that point; see <see cref="PlanContent"/>.</param>
public sealed record BaselinePublished(Provenance Provenance, int Number, DateOnly AsOf, DateTimeOffset KnownAt, string ContentHash)
    : ReviewEvent(Provenance);

/// <summary>A published version counts no more, and stays to be read. The next one holds what was recorded until this was.</summary>
public sealed record BaselineSuperseded(Provenance Provenance, int Number, string Reason) : ReviewEvent(Provenance);
