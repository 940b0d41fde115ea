using System.Collections.Immutable;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>One indicator of an initiative with its targets and actuals.</summary>
public sealed record Indicator(string Id)
{
    public Dated<string>? Name { get; init; }

    public IndicatorKind? Kind { get; init; }

    /// <summary>当初目標: never lost, whatever is revised later.</summary>
    public Dated<TargetSet>? Original { get; init; }

    /// <summary>The revision in force; null while the original target stands.</summary>
    public Dated<TargetRevised>? Revision { get; init; }

    /// <summary>Ids of every revision, whether still in force or not.</summary>
    public ImmutableHashSet<string> Revisions { get; init; } = [];

    /// <summary>The actual in force: the one with the latest effective date.</summary>
    public Dated<Actual>? Actual { get; init; }

    /// <summary>Every actual by its id, as last corrected.</summary>
    public ImmutableDictionary<string, Dated<Actual>> Actuals { get; init; } = ImmutableDictionary<string, Dated<Actual>>.Empty;

    /// <summary>Every actual by its id, as first recorded: sending it again is recognised by this, corrected or not.</summary>
    public ImmutableDictionary<string, Dated<Actual>> Recorded { get; init; } = ImmutableDictionary<string, Dated<Actual>>.Empty;

    public Target? Target => Revision?.Value.NewTarget ?? Original?.Value.Target;

    /// <summary>The target in force on a day; before the first, the original.</summary>
    internal Target? TargetOn(DateOnly day) => Revision.On(day)?.Value.NewTarget ?? Original?.Value.Target;

    internal string? NameOn(DateOnly day) => (Name.On(day) ?? Name)?.Value;

    /// <summary>The actual held against the target in force.</summary>
    public Evaluation Evaluation => Verdict(Target, measuredBeforeRevisionCounts: false);

    /// <summary>The actual held against the original target.</summary>
    public Evaluation EvaluationAgainstOriginal => Verdict(Original?.Value.Target, measuredBeforeRevisionCounts: true);

    internal Indicator Revised(TargetRevised revised)
    {
        var from = revised.Provenance.EffectiveDate;
        return this with
        {
            Revision = Revision.Then(revised, from),
            Revisions = Revisions.Add(revised.Revision),
            Name = revised.NewIndicatorName is { } name ? Name.Then(name, from) : Name,
        };
    }

    internal Indicator Measured(ActualRecorded e)
    {
        var from = e.Provenance.EffectiveDate;
        return Holding(e.ActualId, e.Actual, from) with { Recorded = Recorded.SetItem(e.ActualId, new(e.Actual, from)) };
    }

    internal Indicator Holding(string actualId, Actual actual, DateOnly from) => this with
    {
        Actual = Actual.Then(actual, from),
        Actuals = Actuals.SetItem(actualId, new(actual, from)),
    };

    private Evaluation Verdict(Target? target, bool measuredBeforeRevisionCounts)
    {
        if (target is null || Actual is not { } actual) return Evaluation.NotMeasured;
        if (Revision is { } revision && !revision.Value.Kind.KeepsComparability())
        {
            var measuredBefore = actual.From < revision.From;
            if (measuredBefore != measuredBeforeRevisionCounts) return Evaluation.NotComparable;
        }

        return target.Evaluate(actual.Value);
    }
}
