using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Targets.Evaluation;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Targets;

public sealed class EvaluatingTests
{
    [Theory]
    [InlineData(TargetOperator.AtLeast, NotMet, Met, Met)]
    [InlineData(TargetOperator.AtMost, Met, Met, NotMet)]
    [InlineData(TargetOperator.MoreThan, NotMet, NotMet, Met)]
    [InlineData(TargetOperator.LessThan, Met, NotMet, NotMet)]
    [InlineData(TargetOperator.Exactly, NotMet, Met, NotMet)]
    [InlineData(TargetOperator.AllOf, NotMet, Met, Met)]
    [InlineData(TargetOperator.Milestone, NotComparable, NotComparable, NotComparable)]
    [InlineData(TargetOperator.Qualitative, NotComparable, NotComparable, NotComparable)]
    public void Every_operator_judges_below_at_and_above_its_bound(
        TargetOperator @operator, Evaluation below, Evaluation at, Evaluation above)
    {
        var target = A(@operator, 55);

        target.Evaluate(Reached(54.9m)).ShouldBe(below);
        target.Evaluate(Reached(55)).ShouldBe(at);
        target.Evaluate(Reached(55.1m)).ShouldBe(above);
    }

    [Fact]
    public void Every_operator_is_tried_above() =>
        typeof(EvaluatingTests).GetMethod(nameof(Every_operator_judges_below_at_and_above_its_bound))!
            .GetCustomAttributes(false).OfType<InlineDataAttribute>().Select(data => (TargetOperator)data.Data[0]!)
            .Append(TargetOperator.Between)
            .ShouldBe(Enum.GetValues<TargetOperator>(), ignoreOrder: true);

    [Theory]
    [InlineData(9, NotMet)]
    [InlineData(10, Met)]
    [InlineData(20, Met)]
    [InlineData(21, NotMet)]
    public void A_range_includes_both_ends(int value, Evaluation verdict) =>
        A(TargetOperator.Between, 10, 20).Evaluate(Reached(value)).ShouldBe(verdict);

    [Theory]
    [InlineData(9, NotMet)]
    [InlineData(1000, Met)]
    public void A_range_without_an_upper_end_is_open(int value, Evaluation verdict) =>
        A(TargetOperator.Between, 10).Evaluate(Reached(value)).ShouldBe(verdict);

    [Fact]
    public void No_actual_is_not_measured()
    {
        AtLeast(55).Evaluate(null).ShouldBe(NotMeasured);
        AtLeast(55).Evaluate(new Actual { Note = "集計中" }).ShouldBe(NotMeasured);
    }

    [Theory]
    [InlineData(TargetOperator.Milestone)]
    [InlineData(TargetOperator.Qualitative)]
    [InlineData(TargetOperator.AtLeast)]
    public void Achievement_alone_decides_where_there_is_no_figure(TargetOperator @operator)
    {
        A(@operator, 55).Evaluate(Done()).ShouldBe(Met);
        A(@operator, 55).Evaluate(Done(false)).ShouldBe(NotMet);
    }

    [Fact]
    public void A_milestone_is_judged_by_achievement_even_beside_a_figure() =>
        A(TargetOperator.Milestone).Evaluate(new Actual { Value = 1, Achieved = false }).ShouldBe(NotMet);

    [Fact]
    public void A_figure_outweighs_what_was_ticked() =>
        AtLeast(55).Evaluate(new Actual { Value = 54, Achieved = true }).ShouldBe(NotMet);

    [Fact]
    public void All_of_an_unknown_number_is_not_comparable_unless_ticked()
    {
        A(TargetOperator.AllOf).Evaluate(Reached(11)).ShouldBe(NotComparable);
        A(TargetOperator.AllOf).Evaluate(new Actual { Value = 11, Achieved = true }).ShouldBe(Met);
    }

    [Theory]
    [InlineData(TargetOperator.MoreThan, null, ChangeUnit.None, 200.0, 200.1)] // 前年度を上回る
    [InlineData(TargetOperator.AtLeast, 5.0, ChangeUnit.Unit, 204.9, 205.0)]
    [InlineData(TargetOperator.AtLeast, 0.5, ChangeUnit.Points, 200.4, 200.5)]
    [InlineData(TargetOperator.AtLeast, 0.5, ChangeUnit.Percent, 200.9, 201.0)]
    [InlineData(TargetOperator.AtMost, -10.0, ChangeUnit.Percent, 180.1, 180.0)] // 3年平均の10%減
    [InlineData(TargetOperator.AtMost, null, ChangeUnit.None, 200.1, 200.0)] // 前年度決算額以下
    public void A_relative_bound_is_worked_out_from_its_baseline(
        TargetOperator @operator, double? change, ChangeUnit unit, double misses, double meets)
    {
        var target = A(@operator, relativeTo: new("前年度", 200, (decimal?)change, unit));

        target.Evaluate(Reached((decimal)misses)).ShouldBe(NotMet);
        target.Evaluate(Reached((decimal)meets)).ShouldBe(Met);
    }

    [Fact]
    public void A_stated_bound_outweighs_its_derivation() =>
        A(TargetOperator.AtMost, 5, relativeTo: new("過去3年平均件数", 5.7m, -10, ChangeUnit.Percent))
            .Evaluate(Reached(5.1m)).ShouldBe(NotMet);

    /// <summary>「17.6%の0.5%増」 is 18.1% in points and 17.688% in percent.</summary>
    [Theory]
    [InlineData(18.1, Met)]
    [InlineData(18.0, NotComparable)]
    [InlineData(17.7, NotComparable)]
    [InlineData(17.6, NotMet)]
    public void An_unstated_change_is_judged_only_where_both_readings_agree(double value, Evaluation verdict) =>
        PointsOrPercent.Evaluate(Reached((decimal)value)).ShouldBe(verdict);

    [Theory]
    [InlineData(18.0, true, Met)]
    [InlineData(18.0, false, NotMet)]
    [InlineData(17.6, true, NotMet)]
    public void Between_two_readings_what_was_ticked_decides(double value, bool achieved, Evaluation verdict) =>
        PointsOrPercent.Evaluate(new Actual { Value = (decimal)value, Achieved = achieved }).ShouldBe(verdict);

    [Fact]
    public void Against_an_unknown_baseline_only_what_was_ticked_counts()
    {
        var target = A(TargetOperator.MoreThan, relativeTo: new("前年度", null, 0.5m, ChangeUnit.Points));

        target.Evaluate(Reached(99)).ShouldBe(NotComparable);
        target.Evaluate(new Actual { Value = 99, Achieved = true }).ShouldBe(Met);
    }

    [Theory]
    [InlineData(TargetOperator.AtMost, true)]
    [InlineData(TargetOperator.LessThan, true)]
    [InlineData(TargetOperator.AtLeast, false)]
    [InlineData(TargetOperator.MoreThan, false)]
    public void A_better_actual_never_loses_what_a_worse_one_had_met(TargetOperator @operator, bool lowerIsBetter)
    {
        var changes = Enum.GetValues<ChangeUnit>();
        var tenths = Gen.Choose(-500, 500).Select(n => n / 10m);
        var cases =
            from stated in Gen.Elements(true, false)
            from bound in tenths
            from change in tenths
            from unit in Gen.Elements(changes)
            from value in tenths
            from better in Gen.Choose(0, 300).Select(n => n / 10m)
            let target = stated ? A(@operator, bound) : A(@operator, relativeTo: new("前年度", bound, change, unit))
            select (target, value, better: lowerIsBetter ? value - better : value + better);

        Prop.ForAll(cases.ToArbitrary(), c =>
            Prop.ToProperty(c.target.Evaluate(Reached(c.value)) != Met || c.target.Evaluate(Reached(c.better)) == Met)
                .Classify(c.target.Evaluate(Reached(c.value)) == Met, "met"))
            .Check(Laws.Thorough);
        A(@operator, 1).LowerIsBetter().ShouldBe(lowerIsBetter);
    }

    private static Target PointsOrPercent =>
        A(TargetOperator.AtLeast, relativeTo: new("前年同時期", 17.6m, 0.5m, ChangeUnit.Unstated));
}
