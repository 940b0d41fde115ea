using System.Text.RegularExpressions;

namespace MinatoTracker.Service.Plans;

/// <summary>A plan's key, as it stands in addresses and in the names of streams: <c>minato-2020</c>.</summary>
public static partial class PlanKey
{
    public static bool IsValid(string key) => Form().IsMatch(key);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Form();
}
