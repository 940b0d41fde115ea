using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Service.Documents;

/// <summary>What an import found and did.</summary>
public sealed record ImportReport(string Plan, PlanDocument Document)
{
    public int Issues => Document.Issues.Count;

    public int Strategies => Document.Issues.Sum(issue => issue.Strategies.Count);

    /// <summary>Listed rows under the issues, repeated listings included.</summary>
    public int Initiatives => Document.Issues.SelectMany(issue => issue.Strategies).Sum(strategy => strategy.Initiatives.Count);

    public int ReformPlanRows => Document.ReformPlan?.Initiatives.Count ?? 0;

    public int EventsRecorded { get; init; }

    /// <summary>What could not be read surely, row by row.</summary>
    public IEnumerable<(string Code, Warning Warning)> Warnings =>
        Document.AllInitiatives().SelectMany(row => row.Warnings.Select(warning => (row.Code, warning)));

    /// <summary>Why nothing was stored, row by row; empty when all went through.</summary>
    public List<(string Code, Refusal Refusal)> Refusals { get; } = [];

    /// <summary>Indicators (code and id) that the document tells otherwise than the log; only a revision changes them, so they stay.</summary>
    public List<(string Code, string Indicator)> Differences { get; } = [];

    internal void NoteDifferences(DocumentInitiative row, Initiative before)
    {
        foreach (var indicator in row.Indicators)
        {
            if (before.Indicators.GetValueOrDefault(indicator.Id) is { Original: { } original } && original.Value.Target != indicator.Target)
                Differences.Add((row.Code, indicator.Id));
        }
    }
}
