using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;

namespace MinatoTracker.Service.Documents.PublishedReview;

internal enum LineKind
{
    Issue,
    Strategy,
    ReformPlan,
    Row,
    Other,
}

/// <summary>One line of the paper, or one row that stood on several.</summary>
/// <param name="Number">Where it begins in the file, counted from 1.</param>
/// <param name="Text">Rows with their tabs and markup; everything else plain.</param>
/// <param name="Code">The number of an issue (1) or the code of a strategy (1-1).</param>
/// <param name="Title">The heading's own words.</param>
/// <param name="Joined">True for a row that stood on several lines.</param>
internal sealed record PaperLine(int Number, LineKind Kind, string Text, string Code = "", string Title = "", bool Joined = false);

/// <summary>Splits a paper into headings, rows and the rest. Empty lines and repeated table headers go.</summary>
internal static partial class PaperLines
{
    public static List<PaperLine> Split(string text)
    {
        List<PaperLine> lines = [];
        var number = 0;
        foreach (var raw in NewLine().Split(text))
        {
            number++;
            if (string.IsNullOrWhiteSpace(raw) || IsHeader(raw)) continue;
            var line = Classify(number, raw);
            if (lines.LastOrDefault() is { Kind: LineKind.Row } row && GoesOn(row, line))
                lines[^1] = row with { Text = $"{row.Text}\n{raw}", Joined = true };
            else
                lines.Add(line);
        }

        return lines;
    }

    private static PaperLine Classify(int number, string raw)
    {
        var plain = Markup.Plain(Markup.Strip(raw));
        if (IsRow(raw, plain)) return new(number, LineKind.Row, raw);
        var folded = JapaneseText.Fold(plain);
        if (Issue().Match(folded) is { Success: true } issue) return Heading(number, LineKind.Issue, plain, issue);
        if (Strategy().Match(folded) is { Success: true } strategy) return Heading(number, LineKind.Strategy, plain, strategy);
        return ReformPlan().IsMatch(plain) ? new(number, LineKind.ReformPlan, plain, Title: plain) : new(number, LineKind.Other, plain);
    }

    private static PaperLine Heading(int number, LineKind kind, string plain, Match match)
    {
        var numbers = match.Groups["n"].Captures.Select(capture => int.Parse(capture.ValueSpan, CultureInfo.InvariantCulture));
        return new(number, kind, plain, string.Join('-', numbers), plain[match.Groups["title"].Index..].Trim());
    }

    private static bool IsRow(string raw, string plain)
    {
        var tabs = raw.Count(c => c == '\t');
        if (Numbered().IsMatch(JapaneseText.Fold(plain)) && (tabs > 0 || Rating.IsIn(plain))) return true;
        // The row's number may be lost; what is left still has the shape of a row.
        return tabs >= 3 || (tabs > 0 && Rating.IsIn(plain));
    }

    /// <summary>A row without a status yet goes on with the next line, unless that begins something new.</summary>
    private static bool GoesOn(PaperLine row, PaperLine line)
    {
        if (row.Text.Contains("再掲", StringComparison.Ordinal) || Rating.IsIn(Markup.Plain(Markup.Strip(row.Text)))) return false;
        if (line.Kind is LineKind.Other) return true;
        return line.Kind is LineKind.Row && !NumberedApart().IsMatch(JapaneseText.Fold(Markup.Plain(Markup.Strip(line.Text))))
            && row.Text.Count(c => c == '\t') + line.Text.Count(c => c == '\t') <= 3;
    }

    private static bool IsHeader(string raw)
    {
        var plain = Markup.Plain(Markup.Strip(raw)).Replace(" ", "", StringComparison.Ordinal);
        return plain.StartsWith("具体的取組", StringComparison.Ordinal) && plain.Contains("取組実績", StringComparison.Ordinal)
            && plain.Contains("達成状況", StringComparison.Ordinal);
    }

    // Form feeds mark page breaks.
    [GeneratedRegex("\r\n|\n|\r|\f|\u2028")]
    private static partial Regex NewLine();

    [GeneratedRegex("^経営課題 ?(?<n>[0-9]{1,4}) ?(?<title>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Issue();

    [GeneratedRegex("^戦略 ?(?<n>[0-9]{1,4}) ?[-ー―] ?(?<n>[0-9]{1,4}) ?(?<title>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Strategy();

    [GeneratedRegex("^「?市政改革プラン.{0,30}取組等?$", RegexOptions.CultureInvariant)]
    private static partial Regex ReformPlan();

    [GeneratedRegex(@"^[0-9]{1,3}[ .)、]", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedApart();

    [GeneratedRegex(@"^[0-9]{1,3}(?:[ .)、]|$|(?=[^0-9\s]))", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
