using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

internal static class PlanDocuments
{
    /// <summary>The same plan with every row changed.</summary>
    public static PlanDocument Map(this PlanDocument plan, Func<DocumentInitiative, DocumentInitiative> change) => plan with
    {
        Issues = [.. plan.Issues.Select(issue => issue with
        {
            Strategies = [.. issue.Strategies.Select(strategy => strategy with { Initiatives = [.. strategy.Initiatives.Select(change)] })],
        })],
        ReformPlan = plan.ReformPlan is { } reform ? reform with { Initiatives = [.. reform.Initiatives.Select(change)] } : null,
    };

    /// <summary>Every text that a row keeps, in one string without spaces.</summary>
    public static string Everything(this DocumentInitiative row) => string.Concat(
        new[] { row.Title, row.Narrative }
            .Concat(row.ActivityRecords)
            .Concat(row.Indicators.SelectMany(i => new[] { i.Name, i.Target.Text, i.Revision?.IndicatorName, i.Revision?.Target.Text }))
            .Concat(row.Indicators.SelectMany(i => i.Target.Parts.Select(part => part.Name)))
            .Concat(row.Warnings.Select(warning => warning.Detail)))
        .Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
