using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Service.Documents;

/// <summary>An import's report as JSON.</summary>
public sealed record ImportAnswer(
    string Plan, int Issues, int Strategies, int Initiatives, int ReformPlanRows, int EventsRecorded,
    IReadOnlyList<RowWarning> Warnings, IReadOnlyList<RowDifference> Differences)
{
    public static ImportAnswer Of(ImportReport report) => new(
        report.Plan, report.Issues, report.Strategies, report.Initiatives, report.ReformPlanRows, report.EventsRecorded,
        [.. report.Warnings.Select(row => new RowWarning(row.Code, row.Warning))],
        [.. report.Differences.Select(row => new RowDifference(row.Code, row.Indicator))]);
}

public sealed record RowWarning(string Code, Warning Warning);

public sealed record RowDifference(string Code, string Indicator);
