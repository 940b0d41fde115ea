using System.Text.Json.Serialization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Initiatives;

/// <summary>One row of a plan as it stood: what the API answers and the pages show.</summary>
public sealed record InitiativeView
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public string? OwningSection { get; init; }

    /// <summary>Code of the initiative shown here once more (再掲). Everything else in the row is that initiative's.</summary>
    public string? RepeatedFrom { get; init; }

    public ValueList<IndicatorView> Indicators { get; init; } = [];

    public ValueList<string> ActivityRecords { get; init; } = [];

    public AttainmentOutlook? AttainmentOutlook { get; init; }

    public ProgressStatus? ProgressStatus { get; init; }

    public string? Narrative { get; init; }

    /// <summary>What a person should look at: doubts from reading the paper, and what does not fit together.</summary>
    public ValueList<Warning> Warnings { get; init; } = [];

    /// <summary>The doubts from reading the paper alone.</summary>
    [JsonIgnore]
    public ValueList<Warning> ReadingDoubts { get; init; } = [];

    /// <summary>Why the initiative was taken out of the plan; null while it is in.</summary>
    public string? Withdrawn { get; init; }

    public static InitiativeView Of(string code, Initiative state)
    {
        var status = state.Status;
        var doubts = state.ReadingDoubts.Values.SelectMany(reading => reading.Value).ToValueList();
        return new()
        {
            Code = code,
            Title = state.Title?.Value ?? code,
            OwningSection = state.OwningSection?.Value,
            Indicators = state.Indicators.Values.Where(indicator => indicator.Target is not null).Select(IndicatorView.Of).ToValueList(),
            ActivityRecords = state.Activities.Values.Select(activity => activity.Value).OfType<string>().ToValueList(),
            AttainmentOutlook = status?.AttainmentOutlook,
            ProgressStatus = status?.ProgressStatus,
            Narrative = status?.Narrative,
            Warnings = [.. doubts, .. Linting.Lint(SubjectOf(state), doubts)],
            ReadingDoubts = doubts,
            Withdrawn = state.Withdrawal?.Value,
        };
    }

    private static LintSubject SubjectOf(Initiative state) => new(
        state.Indicators.Values.Where(indicator => indicator.Target is not null)
            .Select(indicator => new LintIndicator(indicator.Id, indicator.Target!, indicator.Actual?.Value))
            .ToValueList(),
        state.Status?.AttainmentOutlook,
        state.Status?.ProgressStatus,
        state.Status?.Narrative);
}

/// <param name="Target">The target in force.</param>
/// <param name="OriginalTarget">当初目標; the same as <paramref name="Target"/> until it is revised.</param>
/// <param name="Evaluation">The actual held against the target in force.</param>
/// <param name="EvaluationAgainstOriginal">The actual held against the original target.</param>
public sealed record IndicatorView(
    string Id,
    string Name,
    IndicatorKind? Kind,
    Target Target,
    Target OriginalTarget,
    string? Rationale,
    bool Revised,
    RevisionView? Revision,
    Actual? Actual,
    DateOnly? ActualDate,
    Evaluation Evaluation,
    Evaluation EvaluationAgainstOriginal)
{
    public static IndicatorView Of(Indicator indicator) => new(
        indicator.Id,
        indicator.Name?.Value ?? indicator.Id,
        indicator.Kind,
        indicator.Target!,
        indicator.Original?.Value.Target ?? indicator.Target!,
        indicator.Original?.Value.Rationale,
        indicator.Revision is not null,
        indicator.Revision is { } revision ? RevisionView.Of(revision.Value) : null,
        indicator.Actual?.Value,
        indicator.Actual?.From,
        indicator.Evaluation,
        indicator.EvaluationAgainstOriginal);
}

/// <summary>The revision in force.</summary>
public sealed record RevisionView(
    string Id,
    RevisionKind Kind,
    ReasonCode ReasonCode,
    string Reason,
    DateOnly EffectiveDate,
    Target OldTarget,
    string OldIndicatorName,
    string? NewIndicatorName)
{
    public static RevisionView Of(TargetRevised revised) => new(
        revised.Revision, revised.Kind, revised.ReasonCode, revised.Reason, revised.Provenance.EffectiveDate,
        revised.OldTarget, revised.OldIndicatorName, revised.NewIndicatorName);
}
