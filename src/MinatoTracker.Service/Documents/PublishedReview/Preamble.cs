using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>What stands above the first table: which plan, which review, published where and when.</summary>
/// <param name="Strays">Lines with nothing that belongs here.</param>
internal sealed partial record Preamble(
    FiscalYear Year, string Title, ReviewKind Kind, Publication? Publication, IReadOnlyList<string> Strays)
{
    public DateOnly CutoffDate => Kind is ReviewKind.MidYear ? new(Year.Year, 8, 31) : Year.End;

    /// <summary>The exact day of publication; null where only its month is told.</summary>
    public DateOnly? PublishedOn =>
        DateOnly.TryParseExact(Publication?.PublishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <returns>The preamble, or why these lines are none.</returns>
    public static (Preamble? Preamble, ReadProblemCode? Problem) Read(IReadOnlyList<string> lines)
    {
        var title = lines.FirstOrDefault(line => PlanTitle().IsMatch(line) && PrintedYear.In(line) is not null);
        if (title is null) return (null, ReadProblemCode.NoPlanTitle);
        if (Review(lines) is not { } kind) return (null, ReadProblemCode.NoReview);

        var date = lines.FirstOrDefault(line => Month().IsMatch(JapaneseText.Fold(line)));
        var others = lines.Where(line => line != title && line != date).ToArray();
        // The paper itself has a title where it was made for a meeting; else the plan's heading is its title.
        var paper = others.FirstOrDefault(line => Meeting().IsMatch(line)) ?? title;
        return (new(
            new FiscalYear(PrintedYear.In(title)!.Value),
            PlanTitle().Match(title).Value.Trim(),
            kind,
            date is not null && PublishedIn(date) is { } published ? new Publication(paper, published) : null,
            [.. others.Where(line => line != paper)]), null);
    }

    private static ReviewKind? Review(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.Contains("中間振り返り", StringComparison.Ordinal)) return ReviewKind.MidYear;
            if (YearEnd().IsMatch(line)) return ReviewKind.YearEnd;
        }

        return null;
    }

    private static string? PublishedIn(string line)
    {
        var match = Month().Match(JapaneseText.Fold(line));
        if (PrintedYear.In(line) is not { } year) return null;
        var month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12) return null;
        if (!match.Groups["day"].Success) return $"{year:0000}-{month:00}";
        var day = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? $"{year:0000}-{month:00}-{day:00}" : null;
    }

    [GeneratedRegex("^.*?年度.*?運営方針", RegexOptions.CultureInvariant)]
    private static partial Regex PlanTitle();

    [GeneratedRegex("自己評価|年度末(?:評価|振り返り)", RegexOptions.CultureInvariant)]
    private static partial Regex YearEnd();

    [GeneratedRegex("会議|資料", RegexOptions.CultureInvariant)]
    private static partial Regex Meeting();

    [GeneratedRegex("^ ?(?:(?:令和|平成|昭和) ?(?:元|[0-9]{1,2})|(?:19|20)[0-9]{2}) ?年 ?(?<month>[0-9]{1,2}) ?月(?: ?(?<day>[0-9]{1,2}) ?日)?[^0-9]{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Month();
}
