using MinatoTracker.Domain;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Documents;

/// <summary>Writes a plan as it stood into the exchange format.</summary>
public static class PlanExport
{
    /// <param name="review">The review whose figures the plan shows; null for none.</param>
    public static PlanDocument Of(PlanView plan, DocumentReview? review) => new()
    {
        FiscalYear = plan.FiscalYear,
        Title = plan.Title,
        Review = review,
        Issues = plan.Issues
            .Select(issue => new DocumentIssue(issue.No, issue.Title, issue.Strategies
                .Select(strategy => new DocumentStrategy(strategy.Code, strategy.Title, strategy.Initiatives.Select(Row).ToValueList()))
                .ToValueList()))
            .ToValueList(),
        ReformPlan = plan.ReformPlan is { } reform ? new(reform.Title, reform.Initiatives.Select(Row).ToValueList()) : null,
    };

    /// <summary>
    /// The plan as next year's begins: targets in force become the original ones; actuals, statuses and narratives are last year's and stay there.
    /// </summary>
    public static PlanDocument ForNextYear(PlanView plan, int fiscalYear, string title)
    {
        var document = Of(plan, review: null);
        return document with
        {
            FiscalYear = fiscalYear,
            Title = title,
            Issues = document.Issues
                .Select(issue => issue with
                {
                    Strategies = issue.Strategies
                        .Select(strategy => strategy with { Initiatives = strategy.Initiatives.Select(Unreported).ToValueList() })
                        .ToValueList(),
                })
                .ToValueList(),
            ReformPlan = document.ReformPlan is { } reform
                ? reform with { Initiatives = reform.Initiatives.Select(Unreported).ToValueList() }
                : null,
        };
    }

    private static DocumentInitiative Row(InitiativeView row) => row.RepeatedFrom is not null
        ? new() { Code = row.Code, Title = row.Title, RepeatedFrom = row.RepeatedFrom }
        : new()
        {
            Code = row.Code,
            Title = row.Title,
            OwningSection = row.OwningSection,
            Indicators = row.Indicators.Select(Indicator).ToValueList(),
            ActivityRecords = row.ActivityRecords,
            AttainmentOutlook = row.AttainmentOutlook,
            ProgressStatus = row.ProgressStatus,
            Narrative = row.Narrative,
            Warnings = row.ReadingDoubts,
        };

    private static DocumentIndicator Indicator(IndicatorView indicator) => new()
    {
        Id = indicator.Id,
        Name = indicator.Revision?.OldIndicatorName ?? indicator.Name,
        Kind = indicator.Kind,
        Target = indicator.OriginalTarget,
        Rationale = indicator.Rationale,
        Actual = indicator.Actual,
        Revision = indicator.Revision is { } revision
            ? new(revision.Kind, indicator.Target, revision.NewIndicatorName, revision.ReasonCode, revision.Reason, revision.EffectiveDate)
            : null,
    };

    private static DocumentInitiative Unreported(DocumentInitiative row) => row with
    {
        Indicators = row.Indicators.Select(indicator => indicator with
        {
            Name = indicator.Revision?.IndicatorName ?? indicator.Name,
            Target = indicator.Revision?.Target ?? indicator.Target,
            Revision = null,
            Actual = null,
        }).ToValueList(),
        ActivityRecords = [],
        AttainmentOutlook = null,
        ProgressStatus = null,
        Narrative = null,
        Warnings = [],
    };
}
