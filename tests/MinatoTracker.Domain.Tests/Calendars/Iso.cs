using System.Globalization;

namespace MinatoTracker.Domain.Tests.Calendars;

/// <summary>Days as 2020-10-01, since attributes take no dates.</summary>
internal static class Iso
{
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
