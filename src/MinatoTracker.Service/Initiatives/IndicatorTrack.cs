using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Targets;

namespace MinatoTracker.Service.Initiatives;

/// <summary>An indicator's way through the year: the targets one after the other, and what was measured.</summary>
/// <param name="Actuals">As last corrected, by the day they hold from.</param>
public sealed record IndicatorTrack(IndicatorView Indicator, IndicatorHistory History, IReadOnlyList<Dated<Actual>> Actuals)
{
    public IReadOnlyList<TrackStep> Steps { get; } = StepsOf(History);

    public static IEnumerable<IndicatorTrack> Of(InitiativeFacts facts) =>
        from indicator in facts.Row.Indicators
        join history in facts.Record.TargetHistory on indicator.Id equals history.Indicator
        select new IndicatorTrack(indicator, history, ActualsOf(facts.Record, indicator.Id));

    private static TrackStep[] StepsOf(IndicatorHistory history)
    {
        IEnumerable<TrackStep> original = history.Original is { } set ? [new(set.EffectiveDate, set.Target, null)] : [];
        return [.. original, .. history.Revisions.Select(revision => new TrackStep(revision.EffectiveDate, revision.NewTarget, revision))];
    }

    private static Dated<Actual>[] ActualsOf(InitiativeRecord record, string indicator)
    {
        Dictionary<string, Dated<Actual>> actuals = new(StringComparer.Ordinal);
        foreach (var entry in record.Timeline.Select(entry => entry.Event))
        {
            if (entry is ActualRecorded recorded && recorded.Indicator == indicator)
                actuals[recorded.ActualId] = new(recorded.Actual, recorded.Provenance.EffectiveDate);
            if (entry is ActualCorrected corrected && corrected.Indicator == indicator)
                actuals[corrected.ActualId] = new(corrected.Actual, corrected.Provenance.EffectiveDate);
        }

        return [.. actuals.Values.OrderBy(actual => actual.From)];
    }
}

/// <param name="Revision">Null for the original target.</param>
public sealed record TrackStep(DateOnly From, Target Target, RevisionStep? Revision);
