using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Reviews;

/// <summary>The address of a plan's page at a point in time, exact to the log's microsecond.</summary>
internal static class PlanPoint
{
    public static string Address(string plan, DateOnly asOf, DateTimeOffset? knownAt) => QueryHelpers.AddQueryString(
        $"/plans/{plan}",
        new Dictionary<string, string?>
        {
            [AskedTime.AsOfKey] = Words.IsoDay(asOf),
            [AskedTime.KnownAtKey] = knownAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        }.Where(pair => pair.Value is not null));
}
