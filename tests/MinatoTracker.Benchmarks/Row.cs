using System.Text.Json.Serialization;

namespace MinatoTracker.Benchmarks;

/// <summary>One work, measured against its floor in the same run.</summary>
/// <param name="Ratio">More is better, whatever the unit.</param>
public sealed record Row(
    string Work, string Unit, double Ours, double Floor, double Ratio, double MustReach, IReadOnlyDictionary<string, double> Peers)
{
    [JsonIgnore]
    public bool IsReached => Ratio >= MustReach;

    /// <summary>A work that is told by how many a second.</summary>
    public static Row Rate(string work, string unit, double ours, double floor, double mustReach) =>
        new(work, unit, ours, floor, ours / floor, mustReach, new Dictionary<string, double>());

    /// <summary>A work that is told by how long it takes, or how much: less is better.</summary>
    public static Row Cost(string work, string unit, double ours, double floor, double mustReach) =>
        new(work, unit, ours, floor, floor / ours, mustReach, new Dictionary<string, double>());
}
