using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Site;

/// <summary>
/// Which day a page shows, and as known at which time: what the time bar and the address say.
/// What can't be read is told to the person, and today is shown in its place.
/// </summary>
public sealed record AskedTime(PointInTime At, DateOnly Today, TimeZoneInfo Zone, string? WrongAsOf, string? WrongKnownAt)
{
    public const string AsOfKey = "asOf";
    public const string KnownAtKey = "knownAt";

    public bool IsNow => At.AsOf == Today && At.KnownAt is null;

    /// <summary>Null where the address names no day.</summary>
    public string? AsOfText => At.AsOf == Today ? null : At.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>On the office's clock, to the microsecond: a published version is pinned to one.</summary>
    public string? KnownAtText => KnownAt("yyyy-MM-ddTHH:mm:ss.FFFFFF");

    /// <summary>As a browser's field for a local time takes it.</summary>
    public string? KnownAtInput => KnownAt("yyyy-MM-ddTHH:mm:ss.FFF");

    public static AskedTime Of(IQueryCollection query, TrackerSettings settings, TimeProvider time)
    {
        var read = PointInTimeQuery.Read(query, settings, time);
        return new(read.At, settings.Today(time), settings.Zone, Misread(AsOfKey), Misread(KnownAtKey));

        string? Misread(string field) => read.Misread.FirstOrDefault(misread => misread.Field == field)?.Detail;
    }

    /// <summary>The address with the time that is shown, so that a person stays on that day.</summary>
    public string Keep(string address, params ReadOnlySpan<(string Key, string? Value)> more)
    {
        Dictionary<string, string?> query = new(StringComparer.Ordinal);
        foreach (var (key, value) in more) if (!string.IsNullOrEmpty(value)) query[key] = value;
        if (AsOfText is { } asOf) query[AsOfKey] = asOf;
        if (KnownAtText is { } knownAt) query[KnownAtKey] = knownAt;
        return QueryHelpers.AddQueryString(address, query);
    }

    private string? KnownAt(string format) => At.KnownAt is { } time
        ? TimeZoneInfo.ConvertTime(time, Zone).ToString(format, CultureInfo.InvariantCulture)
        : null;
}
