using System.Collections.Immutable;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>One indicator of an initiative with its targets and actuals.</summary>
public sealed record Indicator(string Id)
{
    public Dated<string>? Name { get; init; }

    public IndicatorKind? Kind => Definition?.Value.Kind;

    public Dated<IndicatorDefined>? Definition { get; init; }

    /// <summary>当初目標: never lost, whatever is revised later.</summary>
    public Dated<TargetSet>? Original { get; init; }

    /// <summary>The revision in force; null while the original target stands.</summary>
    public Dated<TargetRevised>? Revision { get; init; }

    /// <summary>The first and the last day from which something else is measured than before; null while nothing was swapped.</summary>
    public (DateOnly First, DateOnly Last)? Breaks { get; init; }

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

    /// <summary>The actual held against the target in force; not comparable where it was measured before the last break.</summary>
    public Evaluation Evaluation => Verdict(Target, day => Breaks is not { } breaks || day >= breaks.Last);

    /// <summary>The actual held against the original target; not comparable from the first break on.</summary>
    public Evaluation EvaluationAgainstOriginal => Verdict(Original?.Value.Target, day => Breaks is not { } breaks || day < breaks.First);

    internal Indicator Revised(TargetRevised revised)
    {
        var from = revised.Provenance.EffectiveDate;
        return this with
        {
            Revision = Revision.Then(revised, from),
            Breaks = revised.Kind.KeepsComparability() ? Breaks : (Min(Breaks?.First, from), Max(Breaks?.Last, from)),
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

    private Evaluation Verdict(Target? target, Func<DateOnly, bool> answers)
    {
        if (target is null || Actual is not { } actual) return Evaluation.NotMeasured;
        return answers(actual.From) ? target.Evaluate(actual.Value) : Evaluation.NotComparable;
    }

    private static DateOnly Min(DateOnly? one, DateOnly other) => one < other ? one.Value : other;

    private static DateOnly Max(DateOnly? one, DateOnly other) => one > other ? one.Value : other;
}
