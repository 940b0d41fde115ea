using System.Globalization;
using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Calendars;

/// <summary>Years inside a text as papers print them: 令和2年, 平成元年, 2020年.</summary>
public static partial class PrintedYear
{
    /// <summary>The first year named in a text, as a year of the common era; null when none is.</summary>
    public static int? In(string text)
    {
        var match = Year().Match(JapaneseText.Fold(text));
        if (!match.Success) return null;
        if (match.Groups["common"] is { Success: true } common) return int.Parse(common.ValueSpan, CultureInfo.InvariantCulture);
        var number = match.Groups["number"].Value;
        var ofEra = number == "元" ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        return JapaneseEra.Named(match.Groups["era"].Value) is { } era ? era.CalendarYearOf(ofEra) : null;
    }

    [GeneratedRegex("(?<era>令和|平成|昭和) ?(?<number>元|[0-9]{1,2}) ?年|(?<![0-9])(?<common>(?:19|20)[0-9]{2}) ?年", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
