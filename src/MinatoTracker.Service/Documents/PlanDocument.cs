using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Documents;

/// <summary>
/// A plan and what one review of it says, as import reads it and export writes it.
/// A published paper is turned into this first; as JSON it is the project's own exchange format.
/// </summary>
public sealed record PlanDocument
{
    public const string CurrentFormat = "minato-plan/1";

    public string Format { get; init; } = CurrentFormat;

    public required int FiscalYear { get; init; }

    /// <summary>As printed: 令和2年度 港区運営方針.</summary>
    public required string Title { get; init; }

    /// <summary>The review that the actuals, activity records, statuses and narratives belong to.</summary>
    public DocumentReview? Review { get; init; }

    public ValueList<DocumentIssue> Issues { get; init; } = [];

    public DocumentReformPlan? ReformPlan { get; init; }

    /// <summary>Every listed row, the reform plan's last.</summary>
    public IEnumerable<DocumentInitiative> AllInitiatives() =>
        Issues.SelectMany(issue => issue.Strategies).SelectMany(strategy => strategy.Initiatives)
            .Concat(ReformPlan?.Initiatives ?? []);
}

/// <param name="CutoffDate">The day that the review's figures stand for (基準日).</param>
public sealed record DocumentReview(ReviewKind Kind, DateOnly CutoffDate, Publication? Publication);

public sealed record DocumentIssue(int No, string Title, ValueList<DocumentStrategy> Strategies);

/// <param name="Code">As printed: 1-1.</param>
public sealed record DocumentStrategy(string Code, string Title, ValueList<DocumentInitiative> Initiatives);

public sealed record DocumentReformPlan(string Title, ValueList<DocumentInitiative> Initiatives);

public sealed record DocumentInitiative
{
    /// <summary>3-3-6; reform-plan rows R-1.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public string? OwningSection { get; init; }

    /// <summary>Code of the initiative that this row lists again (再掲); such a row has nothing of its own.</summary>
    public string? RepeatedFrom { get; init; }

    public ValueList<DocumentIndicator> Indicators { get; init; } = [];

    public ValueList<string> ActivityRecords { get; init; } = [];

    public AttainmentOutlook? AttainmentOutlook { get; init; }

    public ProgressStatus? ProgressStatus { get; init; }

    public string? Narrative { get; init; }

    /// <summary>What could not be read surely from the paper.</summary>
    public ValueList<Warning> Warnings { get; init; } = [];
}

public sealed record DocumentIndicator
{
    /// <summary>1, 2 … within the initiative, in the paper's order.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public IndicatorKind? Kind { get; init; }

    /// <summary>The original target (当初目標).</summary>
    public required Target Target { get; init; }

    public string? Rationale { get; init; }

    public DocumentRevision? Revision { get; init; }

    public Actual? Actual { get; init; }
}

/// <param name="Target">The revised target (変更後目標).</param>
/// <param name="IndicatorName">The new indicator's name, where it changed with the target.</param>
/// <param name="EffectiveDate">効力発生日; null for the first day of the publication's month.</param>
public sealed record DocumentRevision(
    RevisionKind Kind,
    Target Target,
    string? IndicatorName,
    ReasonCode ReasonCode,
    string Reason,
    DateOnly? EffectiveDate = null);
