using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Targets;

/// <summary>Reads what stands in one target cell of a paper: several indicators (①②), revisions (A ⇒ B), sums of parts.</summary>
public static partial class TargetCellReading
{
    /// <summary>Every indicator of the cell in its order; empty for an empty text.</summary>
    public static ValueList<TargetRead> Read(string text, FiscalYear? year = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var items = Numbered(text).Where(item => !string.IsNullOrWhiteSpace(item)).ToList();
        // A mark with nothing behind it is all that the paper says, and is kept.
        return (items.Count > 0 ? items : [text]).SelectMany(Lines).Select(item => ReadItem(item, year)).ToValueList();
    }

    /// <summary>Reads a list of amounts (広告：5,338千円 …) as the parts of a total told elsewhere on the row.</summary>
    /// <param name="items">The listed lines.</param>
    /// <param name="elsewhere">Where the total may stand: 令和2年度目標額：15,000千円.</param>
    /// <returns>Null where the items are no amounts of one unit, or no total is told: they are indicators of their own then.</returns>
    public static TargetRead? ReadSum(IReadOnlyList<string> items, IEnumerable<string> elsewhere, FiscalYear? year = null)
    {
        var parts = items.Select(Part).OfType<TargetPart>().ToValueList();
        if (parts.Count < 2 || parts.Count != items.Count || parts.Select(part => part.Unit).Distinct().Count() > 1) return null;

        foreach (var line in elsewhere)
        {
            var total = TargetReading.Read(line, year);
            if (total is not { Name: { } name, Target.Value: not null } || !TotalName().IsMatch(name)) continue;
            if (total.Target.Unit == parts[0].Unit) return total with { Target = total.Target with { Parts = parts } };
        }

        return null;
    }

    private static TargetPart? Part(string item) =>
        TargetReading.Read(item) is { Name: { } name, Target: { Operator: TargetOperator.Exactly, RelativeTo: null, Value: { } value } target }
            ? new(name, value, target.Unit)
            : null;

    private static TargetRead ReadItem(string text, FiscalYear? year)
    {
        var steps = Steps(text);
        var old = TargetReading.Read(steps[0], year);
        if (steps.Count == 1) return old;

        var revised = TargetReading.Read(Marker().Replace(steps[^1], ""), year);
        var warnings = old.Warnings.Concat(revised.Warnings);
        // Only the first and the last of several steps find a place.
        if (steps.Count > 2) warnings = warnings.Append(new(WarningCode.TargetUnreadable, text.Trim()));
        return old with { Warnings = warnings.Distinct().ToValueList(), Revision = RevisionReading.Compare(old, revised) };
    }

    private static List<string> Steps(string text)
    {
        var folded = JapaneseText.Fold(text);
        if (TargetReading.IsFromTo(folded.Trim())) return [text];
        var top = JapaneseText.TopLevel(folded);
        List<string> steps = [];
        var start = 0;
        foreach (Match arrow in Arrow().Matches(folded))
        {
            if (!top[arrow.Index] || string.IsNullOrWhiteSpace(text[start..arrow.Index])) continue;
            steps.Add(text[start..arrow.Index]);
            start = arrow.Index + arrow.Length;
        }

        if (steps.Count == 0 || !string.IsNullOrWhiteSpace(text[start..])) steps.Add(text[start..]);
        return steps;
    }

    private static List<string> Numbered(string text)
    {
        var circled = Split(text, n => ((char)('①' + n - 1)).ToString(), 20);
        return circled.Count > 0 ? circled : Split(text, n => string.Create(CultureInfo.InvariantCulture, $"({n})"), 20) is { Count: > 1 } bracketed ? bracketed : [text];
    }

    // The marks must count up from the very start: a ① further on refers to something.
    private static List<string> Split(string text, Func<int, string> mark, int most)
    {
        var folded = JapaneseText.Fold(text);
        var start = folded.Length - folded.TrimStart().Length;
        List<string> items = [];
        for (var n = 1; n <= most && folded.AsSpan(start).StartsWith(mark(n), StringComparison.Ordinal); n++)
        {
            var from = start + mark(n).Length;
            var next = NextMark(folded, from, mark(n + 1));
            items.Add(text[from..next]);
            start = next;
            if (next == text.Length) break;
        }

        return items;
    }

    private static int NextMark(string folded, int from, string mark)
    {
        var depth = 0;
        for (var i = from; i < folded.Length; i++)
        {
            if (depth == 0 && string.CompareOrdinal(folded, i, mark, 0, mark.Length) == 0) return i;
            if ("(「『【".Contains(folded[i])) depth++;
            else if (")」』】".Contains(folded[i])) depth = Math.Max(0, depth - 1);
        }

        return folded.Length;
    }

    /// <summary>Lines are items of their own only where each reads as one; else the line breaks are the paper's layout.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var each = lines.Length > 1 && lines.All(line => TargetReading.Read(line) is { Name: not null, Target.Operator: not TargetOperator.Qualitative });
        return each ? lines : [string.Join(' ', lines)];
    }

    [GeneratedRegex("⇒|→|➡|=>", RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\s*[【（(]?変更後?(?:[】）)]|[:：])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex("目標|合計|総額|計$", RegexOptions.CultureInvariant)]
    private static partial Regex TotalName();
}
