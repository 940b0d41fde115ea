using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Targets;

/// <summary>Reads by when something is to be done: 令和3年3月31日までに, 12月末までに, 年度内に.</summary>
internal static partial class DueDates
{
    /// <returns>The last day meant; null where none is named, or its year is not known.</returns>
    public static DateOnly? In(string folded, FiscalYear? year)
    {
        if (YearEnd().IsMatch(folded)) return year?.End;
        var match = MonthOrDay().Match(folded);
        if (!match.Success) return null;

        var month = int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12) return null;
        var named = match.Groups["year"] is { Success: true } printed ? PrintedYear.In(printed.Value) : null;
        return (named ?? (month >= 4 ? year?.Year : year?.Year + 1)) is { } inYear ? Day(match, inYear, month) : null;
    }

    private static DateOnly? Day(Match match, int year, int month)
    {
        var last = DateTime.DaysInMonth(year, month);
        var day = match.Groups["day"] is { Success: true } printed ? int.Parse(printed.ValueSpan, CultureInfo.InvariantCulture) : last;
        return day >= 1 && day <= last ? new DateOnly(year, month, day) : null;
    }

    [GeneratedRegex("年度(?:末まで|内)", RegexOptions.CultureInvariant)]
    private static partial Regex YearEnd();

    [GeneratedRegex(
        "(?<year>(?:令和|平成|昭和) ?(?:元|[0-9]{1,2}) ?年|(?<![0-9])(?:19|20)[0-9]{2}年)?(?<![0-9])(?<month>[0-9]{1,2})月(?:(?<day>[0-9]{1,2})日|末|中)?(?:まで|中に)",
        RegexOptions.CultureInvariant)]
    private static partial Regex MonthOrDay();
}
