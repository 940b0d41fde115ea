using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Documents;

/// <summary>Looks whether a plan in the exchange format agrees with itself.</summary>
internal static partial class PlanDocumentChecks
{
    /// <returns>The first contradiction in the order of the file, with its JSON path; null for none.</returns>
    public static ReadProblem? FirstProblem(PlanDocument document) => Problems(document).FirstOrDefault();

    private static IEnumerable<ReadProblem> Problems(PlanDocument document) =>
        OfPlan(document)
            .Concat(OfSections(document))
            .Concat(Rows(document).SelectMany(row => OfRow(row.Path, row.Row)))
            .Concat(OfCodes(document));

    private static IEnumerable<ReadProblem> OfPlan(PlanDocument document)
    {
        if (document.FiscalYear is < 1950 or > 2200) yield return Wrong("$.fiscalYear", $"{document.FiscalYear}");
        if (string.IsNullOrWhiteSpace(document.Title)) yield return Wrong("$.title");
        if (document.Review?.Publication is { } publication && !Published().IsMatch(publication.PublishedOn))
            yield return Wrong("$.review.publication.publishedOn", publication.PublishedOn);
    }

    private static IEnumerable<ReadProblem> OfSections(PlanDocument document)
    {
        foreach (var (path, issue) in At("$.issues", document.Issues))
        {
            if (issue is null || string.IsNullOrWhiteSpace(issue.Title)) yield return Wrong($"{path}.title");
            foreach (var (inner, strategy) in At($"{path}.strategies", issue?.Strategies ?? []))
                if (strategy is null || string.IsNullOrWhiteSpace(strategy.Title)) yield return Wrong($"{inner}.title");
        }
    }

    private static IEnumerable<ReadProblem> OfRow(string path, DocumentInitiative? row)
    {
        if (row is null) return [Wrong(path)];
        return OfRowItself(path, row).Concat(At($"{path}.indicators", row.Indicators).SelectMany(indicator => OfIndicator(indicator.Path, indicator.Item)));
    }

    private static IEnumerable<ReadProblem> OfRowItself(string path, DocumentInitiative row)
    {
        if (!Code().IsMatch(row.Code)) yield return Wrong($"{path}.code", row.Code);
        if (string.IsNullOrWhiteSpace(row.Title)) yield return Wrong($"{path}.title");
        if (row.RepeatedFrom is not null && (row.Indicators.Count > 0 || row.AttainmentOutlook is not null))
            yield return Wrong($"{path}.repeatedFrom", row.RepeatedFrom);
        if (Twice(row.Indicators.Select(indicator => indicator?.Id)) is { } id) yield return Wrong($"{path}.indicators", id);
        foreach (var (inner, record) in At($"{path}.activityRecords", row.ActivityRecords))
            if (string.IsNullOrWhiteSpace(record)) yield return Wrong(inner);
        foreach (var (inner, warning) in At($"{path}.warnings", row.Warnings))
            if (warning is null || !Enum.IsDefined(warning.Code)) yield return Wrong(inner);
    }

    private static IEnumerable<ReadProblem> OfIndicator(string path, DocumentIndicator? indicator)
    {
        if (indicator is null)
        {
            yield return Wrong(path);
            yield break;
        }

        if (string.IsNullOrWhiteSpace(indicator.Id)) yield return Wrong($"{path}.id");
        if (string.IsNullOrWhiteSpace(indicator.Name)) yield return Wrong($"{path}.name");
        foreach (var problem in OfTarget($"{path}.target", indicator.Target, indicator.Name)) yield return problem;
        if (indicator.Revision is not { } revision) yield break;
        foreach (var problem in OfTarget($"{path}.revision.target", revision.Target, revision.IndicatorName ?? indicator.Name)) yield return problem;
        if (string.IsNullOrWhiteSpace(revision.Reason)) yield return Wrong($"{path}.revision.reason");
    }

    private static IEnumerable<ReadProblem> OfTarget(string path, Target target, string name)
    {
        if (string.IsNullOrWhiteSpace(target.Text)) yield return Wrong($"{path}.text");
        if (!Enum.IsDefined(target.Operator)) yield return Wrong($"{path}.operator", $"{target.Operator}");
        if (target.Value is { } value && TargetBounds.For(target, name) is { } bounds && !bounds.Contains(value))
            yield return Wrong($"{path}.value", FormattableString.Invariant($"{value} ({bounds})"));
    }

    private static IEnumerable<ReadProblem> OfCodes(PlanDocument document)
    {
        var rows = Rows(document).Select(row => row.Row).ToArray();
        if (Twice(document.Issues.Select(issue => $"{issue.No}")) is { } no) yield return Wrong("$.issues", no);
        if (Twice(document.Issues.SelectMany(issue => issue.Strategies).Select(strategy => strategy.Code)) is { } strategyCode)
            yield return Wrong("$.issues[*].strategies", strategyCode);
        if (Twice(rows.Select(row => row.Code)) is { } code) yield return Wrong("$..initiatives", code);

        var own = rows.Where(row => row.RepeatedFrom is null).Select(row => row.Code).ToHashSet();
        foreach (var (path, row) in Rows(document))
            if (row.RepeatedFrom is { } original && !own.Contains(original)) yield return Wrong($"{path}.repeatedFrom", original);
    }

    private static IEnumerable<(string Path, DocumentInitiative Row)> Rows(PlanDocument document) =>
        At("$.issues", document.Issues)
            .SelectMany(issue => At($"{issue.Path}.strategies", issue.Item.Strategies))
            .SelectMany(strategy => At($"{strategy.Path}.initiatives", strategy.Item.Initiatives))
            .Concat(At("$.reformPlan.initiatives", document.ReformPlan?.Initiatives ?? []));

    private static IEnumerable<(string Path, T Item)> At<T>(string path, ValueList<T> items) =>
        items.Select((item, i) => ($"{path}[{i}]", item));

    private static string? Twice(IEnumerable<string?> keys) =>
        keys.GroupBy(key => key).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static ReadProblem Wrong(string path, string? detail = null) => new(ReadProblemCode.Inconsistent, null, path, detail);

    [GeneratedRegex(@"^(?:[0-9]{1,4}-[0-9]{1,4}-[0-9]{1,4}|R-[0-9]{1,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Published();
}
