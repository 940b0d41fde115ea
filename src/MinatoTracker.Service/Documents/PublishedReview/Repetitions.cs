using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Looks whether each repeated row (再掲) repeats a row that is there.</summary>
internal static class Repetitions
{
    /// <summary>The document with a warning on each row that repeats none: it is listed as a row of its own then.</summary>
    public static PlanDocument Check(PlanDocument document)
    {
        var own = document.AllInitiatives().Where(row => row.RepeatedFrom is null).Select(row => row.Code).ToHashSet();
        return document with
        {
            Issues = document.Issues.Select(issue => issue with
            {
                Strategies = issue.Strategies.Select(strategy => strategy with
                {
                    Initiatives = strategy.Initiatives.Select(row => Check(row, own)).ToValueList(),
                }).ToValueList(),
            }).ToValueList(),
        };
    }

    private static DocumentInitiative Check(DocumentInitiative row, HashSet<string> own) =>
        row.RepeatedFrom is not { } original || own.Contains(original)
            ? row
            : row with { RepeatedFrom = null, Warnings = row.Warnings.Append(new(WarningCode.PlacementUnsure, original)).ToValueList() };
}
