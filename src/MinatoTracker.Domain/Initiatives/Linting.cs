using System.Globalization;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>What lint looks at: one row as it stands.</summary>
/// <param name="Indicators">In the row's order, each with the target in force.</param>
public sealed record LintSubject(
    ValueList<LintIndicator> Indicators,
    AttainmentOutlook? Outlook,
    ProgressStatus? Progress,
    string? Narrative);

/// <summary>One indicator of the row with the target in force and the actual held against it.</summary>
public sealed record LintIndicator(string Id, Target Target, Actual? Actual);

/// <summary>Looks for what does not fit together on a row. A finding is a warning that a person can dismiss, never a refusal.</summary>
public static class Linting
{
    /// <summary>The findings in a fixed order: indicator by indicator, then the row; each once.</summary>
    /// <param name="known">Warnings already kept with the row, as a reader of its paper left them: they are not told again.</param>
    public static ValueList<Warning> Lint(LintSubject subject, IEnumerable<Warning>? known = null) =>
        subject.Indicators.SelectMany(OfIndicator)
            .Concat(OfOutlook(subject))
            .Concat(OfNarrative(subject))
            .Distinct()
            .Except(known ?? [])
            .ToValueList();

    private static IEnumerable<Warning> OfIndicator(LintIndicator indicator) =>
        TargetDoubts.Of(indicator.Target, indicator.Id).Concat(OfParts(indicator));

    private static IEnumerable<Warning> OfParts(LintIndicator indicator)
    {
        var target = indicator.Target;
        if (target.Parts.Count == 0 || target.Value is not { } total) yield break;
        // Parts in different units have no sum.
        if (target.Parts.Any(part => part.Unit != target.Unit)) yield break;
        if (Sum(target.Parts) is { } sum && sum != total)
            yield return new(WarningCode.PartsDoNotSum, $"{Amount(sum, target.Unit)} ≠ {Amount(total, target.Unit)}", indicator.Id);
    }

    // One indicator that is missed, or not measured yet, is reason enough for a gloomy outlook.
    private static IEnumerable<Warning> OfOutlook(LintSubject subject)
    {
        if (subject.Outlook is not AttainmentOutlook.NotExpected) return [];
        return subject.Indicators.All(indicator => indicator.Target.Evaluate(indicator.Actual) is Evaluation.Met)
            ? subject.Indicators.Select(indicator => new Warning(WarningCode.ActualMeetsUnattainable, Reached(indicator), indicator.Id))
            : [];
    }

    private static IEnumerable<Warning> OfNarrative(LintSubject subject)
    {
        if (subject.Progress is ProgressStatus.NotOnSchedule && Narratives.SaysToPlan(subject.Narrative) is { } toPlan)
            yield return new(WarningCode.NarrativeContradictsProgress, toPlan);
        if (Narratives.BrokenOff(subject.Narrative) is { } broken) yield return new(WarningCode.TextBreaksOff, broken);
    }

    private static decimal? Sum(ValueList<TargetPart> parts)
    {
        try
        {
            return parts.Sum(part => part.Value);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Reached(LintIndicator indicator) => indicator.Actual?.Value is { } value
        ? $"{Amount(value, indicator.Target.Unit)} / {indicator.Target.Text}"
        : indicator.Target.Text;

    private static string Amount(decimal value, string? unit) =>
        value.ToString("#,0.##########", CultureInfo.InvariantCulture) + unit;
}
