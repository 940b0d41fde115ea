using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Which text of a row belongs in which column.</summary>
/// <param name="Number">The row's number within its strategy; null where it is lost.</param>
/// <param name="Status">The last column: status and narrative.</param>
/// <param name="Merged">True where cells ran together, so that this was worked out from the text.</param>
internal sealed partial record CellLayout(int? Number, string Title, string Activity, string Target, string Status, bool Merged)
{
    private const int Columns = 4;
    private const string ActivityColumn = "現状の主な取組実績";
    private const string TargetColumn = "目標";
    private const string StatusColumn = "達成状況と課題・改善策";

    public static CellLayout Of(PaperLine row)
    {
        string[] cells = [.. row.Text.Split('\t').Select(Markup.Strip)];
        var rated = Array.FindIndex(cells, Rating.IsIn);
        var layout = rated switch
        {
            _ when cells.Length == Columns && (rated < 0 || (rated == Columns - 1 && Rating.In(cells[rated])!.Before.Length == 0)) =>
                New(cells[0], cells[1], cells[2], cells[3], merged: false),
            < 0 => ByPosition(cells),
            _ => ByStatus(cells, rated),
        };
        return layout with { Merged = layout.Merged || row.Joined };
    }

    /// <summary>What the layout leaves in doubt.</summary>
    public IEnumerable<Warning> Warnings()
    {
        if (Merged) yield return new(WarningCode.CellsMerged);
        string[] missing =
        [
            .. Activity.Length == 0 ? [ActivityColumn] : Array.Empty<string>(),
            .. Target.Length == 0 ? [TargetColumn] : Array.Empty<string>(),
            .. Status.Length == 0 ? [StatusColumn] : Array.Empty<string>(),
        ];
        if (missing.Length > 0) yield return new(WarningCode.CellMissing, string.Join('、', missing));
    }

    private static CellLayout ByPosition(string[] cells)
    {
        string Cell(int i) => i < cells.Length ? cells[i] : "";
        return New(Cell(0), Cell(1), Cell(2), string.Join(' ', cells.Skip(3)).Trim(), merged: true);
    }

    // The status is the one cell that tells itself; what stands before it is placed from there.
    private static CellLayout ByStatus(string[] cells, int rated)
    {
        var rating = Rating.In(cells[rated])!;
        var status = string.Join(' ', [$"{rating.Text} {rating.After}".Trim(), .. cells.Skip(rated + 1)]).Trim();
        var (title, ranIn) = SplitTitle(rated == 0 ? rating.Before : cells[0]);
        string[] between = [ranIn, .. cells.Take(rated).Skip(1), rated > 0 ? rating.Before : ""];
        string[] prior = [.. between.Where(cell => cell.Length > 0)];
        var (activity, target) = prior switch
        {
            [] => ("", ""),
            [var only] => SplitTarget(only),
            _ => (string.Join(' ', prior[..^1]), prior[^1]),
        };
        return New(title, activity, target, status, merged: true);
    }

    /// <summary>Parts a title from the list that ran into it.</summary>
    private static (string Title, string RanIn) SplitTitle(string cell)
    {
        var list = cell.IndexOf(Markup.ListStart, StringComparison.Ordinal);
        if (list < 0) list = Bullet().Match(cell) is { Success: true } bullet ? bullet.Index : -1;
        return list <= 0 ? (cell, "") : (cell[..list].Trim(), cell[list..].Trim());
    }

    // The last of several records is taken for the target only where it reads as one beyond doubt.
    private static (string Activity, string Target) SplitTarget(string cell)
    {
        var text = Markup.Plain(cell);
        var records = ActivityRecords.Split(text);
        if (records.Count == 0 || !IsSureTarget(records[^1])) return (cell, "");
        var at = text.LastIndexOf(records[^1], StringComparison.Ordinal);
        return (text[..at].Trim(), records[^1]);
    }

    private static bool IsSureTarget(string text) => TargetCellReading.Read(text).All(read =>
        read is { Name: not null, Warnings.Count: 0, Target.Operator: not (TargetOperator.Qualitative or TargetOperator.Milestone or TargetOperator.Exactly) });

    private static CellLayout New(string first, string activity, string target, string status, bool merged)
    {
        var text = Markup.Plain(first).Replace('\n', ' ');
        var number = RowNumber().Match(JapaneseText.Fold(text));
        return new(
            number.Success ? int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null,
            text[number.Length..].Trim(),
            Markup.Plain(activity),
            Markup.Plain(target),
            Markup.Plain(status),
            merged);
    }

    [GeneratedRegex(@"(?<=\s)[・●○◆■]", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^([0-9]{1,3})[ .)、]*", RegexOptions.CultureInvariant)]
    private static partial Regex RowNumber();
}
