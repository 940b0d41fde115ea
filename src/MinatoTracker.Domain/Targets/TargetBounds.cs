namespace MinatoTracker.Domain.Targets;

/// <summary>What values a unit allows, both ends included.</summary>
public sealed record TargetBounds(decimal Lowest, decimal Highest)
{
    /// <returns>Null where a unit sets no bounds.</returns>
    public static TargetBounds? For(string? unit) => unit switch
    {
        "%" => new(0, 100),
        "割" => new(0, 10),
        _ => null,
    };

    public bool Contains(decimal value) => value >= Lowest && value <= Highest;

    public override string ToString() => FormattableString.Invariant($"{Lowest}–{Highest}");
}
