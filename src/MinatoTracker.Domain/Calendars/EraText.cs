using System.Globalization;
using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Calendars;

/// <summary>Dates and fiscal years as Japanese offices write them: 令和2年10月1日, R2.10.1, 令和元年度.</summary>
public static partial class EraText
{
    /// <summary>令和2年10月1日, 令和元年5月1日; with the calendar year before 1873, which no era here reaches.</summary>
    public static string Format(DateOnly day)
    {
        var year = JapaneseEra.Of(day) is { } era ? Year(era, day.Year) : Invariant($"{day.Year}");
        return Invariant($"{year}年{day.Month}月{day.Day}日");
    }

    /// <summary>R2.10.1, in which the first year is 1; with the calendar year before 1873.</summary>
    public static string FormatShort(DateOnly day)
    {
        var year = JapaneseEra.Of(day) is { } era ? Invariant($"{era.Letter}{era.YearOf(day.Year)}") : Invariant($"{day.Year}");
        return Invariant($"{year}.{day.Month}.{day.Day}");
    }

    /// <summary>令和2年度, 令和元年度; with the calendar year before 1873.</summary>
    /// <remarks>
    /// A fiscal year bears the era that its first calendar year ended in: 2019 is 令和元年度 although it began under
    /// 平成 (as the government settled for the whole of it), and 1988 is 昭和63年度 although it ended under it.
    /// </remarks>
    public static string Format(FiscalYear year) =>
        (JapaneseEra.Of(new DateOnly(year.Year, 12, 31)) is { } era ? Year(era, year.Year) : Invariant($"{year.Year}")) + "年度";

    /// <summary>
    /// Reads 令和2年10月1日 and R2.10.1, with 元 or 1, one or two digits, narrow or wide characters, ㋿ or 令和.
    /// Null if it is neither, or a day that never bore that era's name (昭和65年, 平成31年5月1日, 令和2年2月30日).
    /// </summary>
    public static DateOnly? ParseDate(string? text)
    {
        if (Match(DatePattern(), text) is not { } match || JapaneseEra.Named(match.Groups["era"].Value) is not { } era) return null;
        var year = era.CalendarYearOf(YearIn(match));
        var (month, dayOfMonth) = (Number(match, "month"), Number(match, "day"));
        if (month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return null;
        var day = new DateOnly(year, month, dayOfMonth);
        return era.Contains(day) ? day : null;
    }

    /// <summary>
    /// Reads 令和2年度, R2年度. A year in which the era changed reads under either name (平成31年度, 令和元年度);
    /// null for one that had ended before April (昭和64年度) or had not begun by December.
    /// </summary>
    public static FiscalYear? ParseFiscalYear(string? text)
    {
        if (Match(FiscalYearPattern(), text) is not { } match || JapaneseEra.Named(match.Groups["era"].Value) is not { } era) return null;
        var year = era.CalendarYearOf(YearIn(match));
        return era.FirstDay <= new DateOnly(year, 12, 31) && era.LastDay >= new DateOnly(year, 4, 1) ? new FiscalYear(year) : null;
    }

    private const string EraAndYear = @"^\s*(?<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?<year>元|[0-9]{1,2})\s*";

    [GeneratedRegex(EraAndYear
        + @"(年\s*(?<month>[0-9]{1,2})\s*月\s*(?<day>[0-9]{1,2})\s*日|(?<sep>[./-])(?<month>[0-9]{1,2})\k<sep>(?<day>[0-9]{1,2}))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(EraAndYear + @"年\s*度\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FiscalYearPattern();

    private static Match? Match(Regex pattern, string? text) =>
        text is not null && pattern.Match(Narrow(text)) is { Success: true } match ? match : null;

    private static string Year(JapaneseEra era, int calendarYear) =>
        era.YearOf(calendarYear) is var year && year == 1 ? era.Name + "元" : Invariant($"{era.Name}{year}");

    private static int YearIn(Match match) => match.Groups["year"].Value == "元" ? 1 : Number(match, "year");

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // By hand, because String.Normalize throws on broken surrogates and knows ㋿ only with recent system libraries.
    private static string Narrow(string text) => string.Concat(text.Select(c => c switch
    {
        >= '！' and <= '～' => ((char)(c - '！' + '!')).ToString(),
        '㋿' => "令和",
        '㍻' => "平成",
        '㍼' => "昭和",
        '㍽' => "大正",
        '㍾' => "明治",
        _ => c.ToString(),
    }));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
