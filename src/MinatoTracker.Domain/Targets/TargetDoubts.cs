using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Targets;

/// <summary>What is doubtful about a typed target in itself, whether it was read from a paper or typed by a person.</summary>
public static class TargetDoubts
{
    /// <summary>The doubts in a fixed order, each with the target's own text as detail.</summary>
    public static IEnumerable<Warning> Of(Target target, string? indicator = null)
    {
        if (LacksOperator(target)) yield return new(WarningCode.OperatorMissing, target.Text, indicator);
        if (target.RelativeTo?.ChangeUnit is ChangeUnit.Unstated)
            yield return new(WarningCode.PointsOrPercentUnstated, target.Text, indicator);
        if (target is { RelativeTo.Value: null, Value: null, Operator: not (TargetOperator.Milestone or TargetOperator.Qualitative) })
            yield return new(WarningCode.BaselineUnknown, target.Text, indicator);
    }

    // None of a thing, or all of it, needs no word for more or less: there is nothing beyond.
    private static bool LacksOperator(Target target) =>
        target.Operator is TargetOperator.Exactly
        && !TargetWords.SaysExactly(target.Text)
        && target.Value is not 0
        && (target.Value is null || TargetBounds.For(target.Unit)?.Highest != target.Value);
}
