using System.Text.RegularExpressions;
using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Targets;

/// <summary>Reads what a target revision (目標変更) changes.</summary>
public static partial class RevisionReading
{
    /// <summary>A revision that a narrative tells: 目標を「A」を「B」に変更する.</summary>
    /// <returns>The old target with its revision; null where no sentence about a goal names two criteria in full.</returns>
    public static TargetRead? InNarrative(string narrative, FiscalYear? year = null)
    {
        foreach (var sentence in JapaneseText.Sentences(narrative))
        {
            var match = Swap().Match(sentence);
            if (!match.Success || !Goal().IsMatch(sentence)) continue;
            var old = TargetReading.Read(match.Groups["old"].Value, year);
            var revised = TargetReading.Read(match.Groups["new"].Value, year);
            if (old.Target.Operator is TargetOperator.Qualitative || revised.Target.Operator is TargetOperator.Qualitative) continue;
            return old with
            {
                Warnings = old.Warnings.Concat(revised.Warnings).Distinct().ToValueList(),
                Revision = Compare(old, revised),
            };
        }

        return null;
    }

    /// <summary>The revision from one reading to the other: a name that stays is not told again.</summary>
    public static RevisionRead Compare(TargetRead old, TargetRead revised)
    {
        var name = revised.Name is { } told && !Same(told, old.Name) ? told : null;
        var (kind, assumed) = Kind(old, revised, name);
        return new(kind, assumed, name, revised.Target);
    }

    private static (RevisionKind Kind, bool Assumed) Kind(TargetRead old, TargetRead revised, string? newName)
    {
        if (IsDeed(old.Target) && IsDeed(revised.Target)) return (RevisionKind.ProcessGoalChange, true);
        if (newName is null) return (RevisionKind.LevelChange, old.Target.Unit != revised.Target.Unit);
        // Another unit counts another thing; with the same unit only a reader of both can tell.
        if (old.Target.Unit != revised.Target.Unit) return (RevisionKind.IndicatorReplacement, false);
        return (Resembles(old.Name ?? "", newName) ? RevisionKind.MethodChange : RevisionKind.IndicatorReplacement, true);
    }

    private static bool IsDeed(Target target) => target.Operator is TargetOperator.Milestone or TargetOperator.Qualitative;

    private static bool Same(string one, string? other) =>
        other is not null && JapaneseText.Fold(one).Trim() == JapaneseText.Fold(other).Trim();

    // A reworded question keeps its beginning and its end: most of the shorter name is in the longer one.
    private static bool Resembles(string one, string other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        var head = 0;
        while (head < shorter && one[head] == other[head]) head++;
        var tail = 0;
        while (tail < shorter - head && one[^(tail + 1)] == other[^(tail + 1)]) tail++;
        return shorter > 0 && head + tail >= 0.6 * shorter;
    }

    [GeneratedRegex(
        "「(?<old>(?:[^「」]|「[^「」]*」)+)」(?:を|から)、?「(?<new>(?:[^「」]|「[^「」]*」)+)」(?:に|へと?|と)(?:変更|改め|修正|差し?替え|見直)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Swap();

    [GeneratedRegex("目標|指標", RegexOptions.CultureInvariant)]
    private static partial Regex Goal();
}
