using System.Globalization;
using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Targets;

/// <summary>What values a unit allows, both ends included: for a target's bound and for its actuals.</summary>
public sealed partial record TargetBounds(decimal Lowest, decimal Highest)
{
    /// <returns>Null where a unit sets no bounds.</returns>
    public static TargetBounds? For(string? unit) => unit switch
    {
        "%" or "％" => new(0, 100),
        "割" => new(0, 10),
        _ => null,
    };

    /// <summary>
    /// As <see cref="For(string?)"/>, with what target and indicator tell: a score ends at its stated maximum (5点満点),
    /// and a comparison with another year (前年比) may exceed 100%.
    /// </summary>
    /// <param name="indicatorName">The indicator's name, which is where a paper states such things as a rule.</param>
    public static TargetBounds? For(Target target, string? indicatorName = null)
    {
        var told = JapaneseText.Fold($"{indicatorName}\n{target.Text}");
        if (target.Unit is "点") return FullMarks().Match(told) is { Success: true } marks ? UpTo(marks.Groups[1].Value) : null;
        return Comparison().IsMatch(told) ? null : For(target.Unit);
    }

    public bool Contains(decimal value) => value >= Lowest && value <= Highest;

    public override string ToString() => FormattableString.Invariant($"{Lowest}–{Highest}");

    private static TargetBounds? UpTo(string marks) =>
        decimal.TryParse(marks, NumberStyles.None, CultureInfo.InvariantCulture, out var highest) ? new(0, highest) : null;

    [GeneratedRegex("([0-9]{1,6})点満点", RegexOptions.CultureInvariant)]
    private static partial Regex FullMarks();

    [GeneratedRegex("(?:前年度?|昨年度?|対[^。、]{1,8}|年度?)比|増加率|増減率|伸び率|変化率", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
