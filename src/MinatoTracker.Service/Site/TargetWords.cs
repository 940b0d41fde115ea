using System.Globalization;
using Microsoft.Extensions.Localization;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Site;

/// <summary>Targets and actuals as a line of text: 55%以上, 8.8% or more.</summary>
internal static class TargetWords
{
    public static string Describe(IStringLocalizer texts, Target target) => target.Operator switch
    {
        // What people judge is told by its own words alone.
        TargetOperator.Milestone or TargetOperator.Qualitative => target.Text,
        _ when Bound(texts, target) is { } bound => texts[$"Target.{target.Operator}", bound],
        TargetOperator.AllOf => texts["Target.AllOf", target.Text],
        _ => target.Text,
    };

    public static string Describe(IStringLocalizer texts, Actual actual, string? unit)
    {
        var reached = (actual.Value, actual.Achieved) switch
        {
            ({ } value, _) => Amount(texts, value, unit),
            (_, true) => texts["Actual.Achieved"],
            (_, false) => texts["Actual.NotAchieved"],
            _ => texts["Actual.None"].Value,
        };
        return reached;
    }

    private static string? Bound(IStringLocalizer texts, Target target)
    {
        var value = target.Value is { } bound ? Amount(texts, bound, target.Unit) : null;
        if (target.Operator is TargetOperator.Between && target is { Value: { } from, UpperValue: { } to })
            return texts["Target.Range", Number(from), Amount(texts, to, target.Unit)];
        return target.RelativeTo is { } relative ? Relative(texts, relative, target.Unit, value) : value;
    }

    private static string Relative(IStringLocalizer texts, RelativeTo relative, string? unit, string? bound)
    {
        var baseline = relative.Value is { } from ? texts["Target.Baseline", relative.Baseline, Amount(texts, from, unit)] : relative.Baseline;
        if (relative.Change is { } change)
            baseline = texts[change < 0 ? "Target.Less" : "Target.More", baseline, Change(texts, relative, Math.Abs(change), unit)];
        return bound is null ? baseline : texts["Target.StatedBound", baseline, bound];
    }

    private static string Change(IStringLocalizer texts, RelativeTo relative, decimal size, string? unit) => relative.ChangeUnit switch
    {
        ChangeUnit.Points => texts["Target.Points", Number(size)],
        ChangeUnit.Percent or ChangeUnit.Unstated => texts["Target.Percent", Number(size)],
        _ => Amount(texts, size, unit),
    };

    private static string Amount(IStringLocalizer texts, decimal value, string? unit)
    {
        if (unit is null) return Number(value);
        var known = texts[$"Unit.{unit}"];
        return known.ResourceNotFound ? Number(value) + unit : texts["Target.Amount", Number(value), known.Value];
    }

    private static string Number(decimal value) => value.ToString("#,0.##########", CultureInfo.InvariantCulture);
}
