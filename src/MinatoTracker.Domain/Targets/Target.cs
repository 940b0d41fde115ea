namespace MinatoTracker.Domain.Targets;

/// <summary>How a value is held against a target.</summary>
public enum TargetOperator
{
    /// <summary>以上</summary>
    AtLeast,

    /// <summary>以下</summary>
    AtMost,

    /// <summary>上回る, 超</summary>
    MoreThan,

    /// <summary>下回る, 未満</summary>
    LessThan,

    /// <summary>A number that is to be hit, with no word for more or less.</summary>
    Exactly,

    /// <summary>From <see cref="Target.Value"/> to <see cref="Target.UpperValue"/>, both included.</summary>
    Between,

    /// <summary>Every one of a set (全地域); <see cref="Target.Value"/> is their number where it is known.</summary>
    AllOf,

    /// <summary>Something to be done, by <see cref="Target.DueDate"/> where one is named.</summary>
    Milestone,

    /// <summary>A criterion that people judge.</summary>
    Qualitative,
}

/// <summary>A target (目標) as a typed criterion. Compares by value.</summary>
public sealed record Target
{
    /// <summary>The criterion as published or typed.</summary>
    public required string Text { get; init; }

    public required TargetOperator Operator { get; init; }

    /// <summary>The bound in <see cref="Unit"/>; for a relative target it is worked out from <see cref="RelativeTo"/> instead.</summary>
    public decimal? Value { get; init; }

    /// <summary>Upper end of <see cref="TargetOperator.Between"/>.</summary>
    public decimal? UpperValue { get; init; }

    /// <summary>%, 件, 回, 人, 千円, 割, 点, 校, 箇所 … as published; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The named baseline that the bound hangs on; null for an absolute target.</summary>
    public RelativeTo? RelativeTo { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Amounts that the target is made of, where the paper lists them.</summary>
    public ValueList<TargetPart> Parts { get; init; } = [];
}

public static class TargetDirection
{
    /// <summary>True where a smaller value is the better one.</summary>
    public static bool LowerIsBetter(this Target target) => target.Operator is TargetOperator.AtMost or TargetOperator.LessThan;
}

/// <summary>One amount of a target that is a sum.</summary>
public sealed record TargetPart(string Name, decimal Value, string? Unit);

/// <summary>A baseline (基準値) and the change from it that a relative target asks for.</summary>
/// <param name="Baseline">As published: 前年度, 平成30年度, 過去3年平均件数, 令和元年度決算額.</param>
/// <param name="Value">The baseline's own value in the target's unit; null where the paper does not tell it.</param>
/// <param name="Change">Signed: +0.5 for 0.5%増, −10 for 10%減; null for none.</param>
/// <param name="ChangeUnit">What <paramref name="Change"/> counts.</param>
public sealed record RelativeTo(string Baseline, decimal? Value, decimal? Change = null, ChangeUnit ChangeUnit = ChangeUnit.None);

public enum ChangeUnit
{
    None,

    /// <summary>The target's own unit.</summary>
    Unit,

    /// <summary>Percentage points.</summary>
    Points,

    /// <summary>Percent of the baseline.</summary>
    Percent,

    /// <summary>「17.6%の0.5%増」: points or percent, the paper does not say.</summary>
    Unstated,
}
