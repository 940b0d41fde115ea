using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Targets;

/// <summary>Every target that an indicator ever had, with what changed it.</summary>
/// <param name="Name">The indicator's name as first defined.</param>
public sealed record IndicatorHistory(
    string Indicator, string Name, TargetStep? Original, ValueList<RevisionStep> Revisions, ValueList<ProposalStep> Proposals)
{
    /// <summary>Revisions that are approved and take effect on a later day.</summary>
    public ValueList<RevisionStep> Coming { get; init; } = [];
}

/// <summary>The original target (当初目標) and where it comes from.</summary>
public sealed record TargetStep(Target Target, string? Rationale, DateOnly EffectiveDate, DateTimeOffset RecordedAt, string By, Publication? Publication);

/// <summary>One target revision (目標変更): what it said before, what since, and why.</summary>
/// <param name="By">Who approved it, or who took it over from a publication.</param>
public sealed record RevisionStep(
    string Revision,
    RevisionKind Kind,
    ReasonCode ReasonCode,
    string Reason,
    string? Evidence,
    Target OldTarget,
    Target NewTarget,
    string OldIndicatorName,
    string? NewIndicatorName,
    DateOnly EffectiveDate,
    DateTimeOffset RecordedAt,
    string By,
    string? ProposedBy,
    Publication? Publication,
    bool Comparable,
    Guid EventId);

/// <summary>A revision that was proposed (起案) and is not approved: open, or returned (差戻し) with a reason.</summary>
public sealed record ProposalStep(
    string Revision,
    RevisionKind Kind,
    ReasonCode ReasonCode,
    string Reason,
    string? Evidence,
    Target NewTarget,
    string? NewIndicatorName,
    DateOnly RevisionDate,
    DateTimeOffset RecordedAt,
    string By,
    string? ReturnedBecause,
    string? ReturnedBy);

public static class TargetHistory
{
    /// <param name="timeline">What is in force.</param>
    /// <param name="coming">What is settled and not yet in force.</param>
    public static IReadOnlyList<IndicatorHistory> Of(IReadOnlyList<TimelineEntry> timeline, IReadOnlyList<TimelineEntry> coming) =>
    [
        .. timeline.Select(entry => entry.Event).OfType<IndicatorDefined>().DistinctBy(defined => defined.Indicator)
            .Select(defined => new IndicatorHistory(
                defined.Indicator,
                defined.Name,
                Original(timeline, defined.Indicator),
                Revisions(timeline, defined.Indicator),
                Proposals([.. timeline, .. coming], defined.Indicator)) { Coming = Revisions(coming, defined.Indicator) }),
    ];

    private static TargetStep? Original(IReadOnlyList<TimelineEntry> timeline, string indicator) =>
        Of<TargetSet>(timeline)
            .Where(set => set.Event.Indicator == indicator)
            .Select(set => new TargetStep(
                set.Event.Target, set.Event.Rationale, set.Event.Provenance.EffectiveDate, set.Entry.RecordedAt,
                set.Event.Provenance.By, set.Event.Provenance.Publication))
            .LastOrDefault();

    private static ValueList<RevisionStep> Revisions(IReadOnlyList<TimelineEntry> timeline, string indicator) =>
        Of<TargetRevised>(timeline)
            .Where(revised => revised.Event.Indicator == indicator)
            .OrderBy(revised => revised.Event.Provenance.EffectiveDate)
            .Select(revised => Step(revised.Entry, revised.Event))
            .ToValueList();

    private static RevisionStep Step(TimelineEntry entry, TargetRevised e) => new(
        e.Revision, e.Kind, e.ReasonCode, e.Reason, e.Evidence, e.OldTarget, e.NewTarget, e.OldIndicatorName, e.NewIndicatorName,
        e.Provenance.EffectiveDate, entry.RecordedAt, e.Provenance.By, e.ProposedBy, e.Provenance.Publication,
        e.Kind.KeepsComparability(), entry.EventId);

    private static ValueList<ProposalStep> Proposals(IReadOnlyList<TimelineEntry> timeline, string indicator)
    {
        var approved = Of<TargetRevised>(timeline).Select(revised => revised.Event.Revision).ToHashSet(StringComparer.Ordinal);
        var returned = Of<TargetRevisionReturned>(timeline).ToLookup(r => r.Event.Revision, r => r.Event, StringComparer.Ordinal);
        return Of<TargetRevisionProposed>(timeline)
            .Where(proposed => proposed.Event.Indicator == indicator && !approved.Contains(proposed.Event.Revision))
            .Select(proposed => Step(proposed.Entry, proposed.Event, returned[proposed.Event.Revision].LastOrDefault()))
            .ToValueList();
    }

    private static ProposalStep Step(TimelineEntry entry, TargetRevisionProposed e, TargetRevisionReturned? returned) => new(
        e.Revision, e.Kind, e.ReasonCode, e.Reason, e.Evidence, e.NewTarget, e.NewIndicatorName, e.RevisionDate,
        entry.RecordedAt, e.Provenance.By, returned?.Reason, returned?.Provenance.By);

    private static IEnumerable<(TimelineEntry Entry, T Event)> Of<T>(IReadOnlyList<TimelineEntry> timeline)
        where T : InitiativeEvent =>
        timeline.Where(entry => entry.Event is T).Select(entry => (entry, (T)entry.Event));
}
