namespace MinatoTracker.Domain.Targets;

/// <summary>Holds an actual against a target.</summary>
public static class Evaluating
{
    /// <summary>
    /// <see cref="Evaluation.NotMeasured"/> without an actual; <see cref="Evaluation.NotComparable"/> where the bound is not
    /// known, or where the two readings of an unstated change (points or percent) would judge differently.
    /// </summary>
    public static Evaluation Evaluate(this Target target, Actual? actual)
    {
        if (actual is null or { Value: null, Achieved: null }) return Evaluation.NotMeasured;
        if (actual.Value is not { } value) return ByAchievement(actual);
        if (target.Operator is TargetOperator.Milestone or TargetOperator.Qualitative) return ByAchievement(actual);

        var verdicts = Bounds(target).Select(bound => Holds(target, value, bound)).Distinct().ToArray();
        return verdicts switch
        {
            [true] => Evaluation.Met,
            [false] => Evaluation.NotMet,
            _ => actual.Achieved is null ? Evaluation.NotComparable : ByAchievement(actual),
        };
    }

    /// <summary>Every value that the target's bound may stand for: one as a rule, none where it is unknown, two where the paper leaves it open.</summary>
    public static IReadOnlyList<decimal> Bounds(this Target target)
    {
        if (target.RelativeTo is not { } relative) return target.Value is { } value ? [value] : [];
        // A paper may state the resulting bound beside its derivation: 過去3年平均（5.7件）の10%減の5件以下.
        if (target.Value is { } stated) return [stated];
        if (relative.Value is not { } from) return [];
        var change = relative.Change ?? 0;
        var byPercent = from * (1 + change / 100);
        return relative.ChangeUnit switch
        {
            ChangeUnit.Percent => [byPercent],
            ChangeUnit.Unstated => [from + change, byPercent],
            _ => [from + change],
        };
    }

    private static Evaluation ByAchievement(Actual actual) => actual.Achieved switch
    {
        true => Evaluation.Met,
        false => Evaluation.NotMet,
        null => Evaluation.NotComparable,
    };

    private static bool Holds(Target target, decimal value, decimal bound) => target.Operator switch
    {
        TargetOperator.AtLeast or TargetOperator.AllOf => value >= bound,
        TargetOperator.AtMost => value <= bound,
        TargetOperator.MoreThan => value > bound,
        TargetOperator.LessThan => value < bound,
        TargetOperator.Exactly => value == bound,
        TargetOperator.Between => value >= bound && (target.UpperValue is not { } upper || value <= upper),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target.Operator, "A target that people judge has no bound."),
    };
}
