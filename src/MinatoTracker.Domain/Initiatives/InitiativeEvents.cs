using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

// Stream initiative/{plan}/{code}. The names of these records and of their properties are storage formats:
// a rename would orphan what is stored, and a test holds them.

public abstract record InitiativeEvent(Provenance Provenance) : IEvent;

public sealed record InitiativeRegistered(Provenance Provenance, string Title) : InitiativeEvent(Provenance);

/// <param name="Section">所管課</param>
public sealed record OwningSectionAssigned(Provenance Provenance, string Section) : InitiativeEvent(Provenance);

public sealed record IndicatorDefined(Provenance Provenance, string Indicator, string Name, IndicatorKind? Kind)
    : InitiativeEvent(Provenance);

/// <summary>The original target (当初目標) of an indicator.</summary>
public sealed record TargetSet(Provenance Provenance, string Indicator, Target Target, string? Rationale)
    : InitiativeEvent(Provenance);

/// <param name="RevisionDate">From which day the target is to change; the provenance tells from when the proposal stands.</param>
public sealed record TargetRevisionProposed(
    Provenance Provenance,
    string Revision,
    DateOnly RevisionDate,
    string Indicator,
    RevisionKind Kind,
    Target NewTarget,
    string? NewIndicatorName,
    ReasonCode ReasonCode,
    string Reason,
    string? Evidence) : InitiativeEvent(Provenance);

public sealed record TargetRevisionReturned(Provenance Provenance, string Revision, string Reason)
    : InitiativeEvent(Provenance);

/// <summary>A target changed (目標変更). Carries both sides, so that the event alone answers why.</summary>
/// <param name="ProposedBy">Person who proposed it; null where only a publication tells of the revision.</param>
public sealed record TargetRevised(
    Provenance Provenance,
    string Revision,
    string Indicator,
    RevisionKind Kind,
    Target OldTarget,
    Target NewTarget,
    string OldIndicatorName,
    string? NewIndicatorName,
    ReasonCode ReasonCode,
    string Reason,
    string? Evidence,
    string? ProposedBy) : InitiativeEvent(Provenance);

public sealed record ActualRecorded(Provenance Provenance, string ActualId, string Indicator, Actual Actual)
    : InitiativeEvent(Provenance);

/// <summary>An actual was wrong. Holds from the day that the corrected actual held from.</summary>
public sealed record ActualCorrected(Provenance Provenance, string ActualId, string Indicator, Actual Actual, string Reason)
    : InitiativeEvent(Provenance);

public sealed record ActivityRecorded(Provenance Provenance, string Activity, string Text) : InitiativeEvent(Provenance);

/// <summary>A report that was corrected does not tell of it any more. Carries the text, so that the event alone tells of what.</summary>
public sealed record ActivityRemoved(Provenance Provenance, string Activity, string Text) : InitiativeEvent(Provenance);

/// <param name="Review">Key of the review that the assessment belongs to.</param>
/// <param name="ProgressStatus">Null where the scheme has no second axis.</param>
/// <param name="Scheme">Which year's status scheme the words are from; later years use letters.</param>
public sealed record StatusAssessed(
    Provenance Provenance,
    string Review,
    AttainmentOutlook AttainmentOutlook,
    ProgressStatus? ProgressStatus,
    string? Narrative,
    string Scheme) : InitiativeEvent(Provenance);

/// <summary>What could not be read surely when the row was imported.</summary>
/// <param name="About">The row's original targets (<see cref="Initiative.DoubtsAboutTargets"/>), or the review whose figures were read.</param>
public sealed record ReadingDoubted(Provenance Provenance, string About, ValueList<Warning> Warnings) : InitiativeEvent(Provenance);

public sealed record InitiativeWithdrawn(Provenance Provenance, string Reason) : InitiativeEvent(Provenance);
