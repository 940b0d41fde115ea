using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Plans;

/// <summary>The point in time that a request's query string asks for; today, with all that is known, unless it says otherwise.</summary>
public sealed partial record PointInTimeQuery(PointInTime At, ValueList<Refusal> Misread)
{
    public static PointInTimeQuery Read(IQueryCollection query, TrackerSettings settings, TimeProvider time) =>
        Read(field => query[field].FirstOrDefault(), settings, time);

    public static PointInTimeQuery Read(Func<string, string?> text, TrackerSettings settings, TimeProvider time)
    {
        var fields = new Fields(text);
        var asOf = fields.Date("asOf", settings.Today(time));
        var (knownAt, understood) = KnownAt(fields.Text("knownAt"), settings.Zone);
        var misread = understood
            ? fields.Misread
            : fields.Misread.Append(new Refusal("knownAt", RefusalCode.NotADate, fields.Text("knownAt"))).ToValueList();
        return new(new(asOf, knownAt), misread);
    }

    // 2020-10-02 stands for the end of that day, 2020-10-02T09:00 for that minute on the office's clock.
    private static (DateTimeOffset? KnownAt, bool Understood) KnownAt(string? text, TimeZoneInfo zone)
    {
        if (text is null) return (null, true);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (InZone(day.ToDateTime(new TimeOnly(23, 59, 59, 999)), zone), true);

        // A plus sign that was not escaped in a URL arrives as a space.
        var iso = UnescapedPlus().Replace(text, "+$1");
        if (!DateTime.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)) return (null, false);
        return moment.Kind == DateTimeKind.Unspecified
            ? (InZone(moment, zone), true)
            : (DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture), true);
    }

    private static DateTimeOffset InZone(DateTime moment, TimeZoneInfo zone) => new(moment, zone.GetUtcOffset(moment));

    [GeneratedRegex(@" (\d{2}:\d{2})$")]
    private static partial Regex UnescapedPlus();
}
