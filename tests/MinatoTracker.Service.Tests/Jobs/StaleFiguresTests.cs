using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Jobs.Stale;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Tests.Jobs;

public sealed class StaleFiguresTests
{
    private static readonly DateOnly August = new(2020, 8, 31);

    [Fact]
    public void An_indicator_is_stale_as_soon_as_its_last_actual_is_that_many_days_old()
    {
        StaleFigures.Of(Plan(Row("1-1-1", actual: August)), August.AddDays(119), 120).ShouldBeEmpty();

        var figure = StaleFigures.Of(Plan(Row("1-1-1", actual: August)), August.AddDays(120), 120).ShouldHaveSingleItem();
        figure.ShouldBe(new("minato-2020", "1-1-1", "防災訓練", "総務課", "1", "参加率", August, true, 120));
    }

    [Fact]
    public void Without_an_actual_the_days_count_from_the_beginning_of_the_fiscal_year()
    {
        StaleFigures.Of(Plan(Row("1-1-1", actual: null)), new(2020, 7, 29), 120).ShouldBeEmpty();

        var figure = StaleFigures.Of(Plan(Row("1-1-1", actual: null)), new(2020, 7, 30), 120).ShouldHaveSingleItem();
        (figure.Since, figure.HasActual, figure.Days).ShouldBe((new DateOnly(2020, 4, 1), false, 120));
    }

    [Fact]
    public void An_actual_of_the_year_before_does_not_count() =>
        StaleFigures.Of(Plan(Row("1-1-1", actual: new(2020, 3, 31))), new(2020, 7, 29), 120).ShouldBeEmpty();

    [Theory]
    [InlineData("2020-03-31")]
    [InlineData("2021-04-01")]
    public void Out_of_its_fiscal_year_a_plan_owes_nothing(string day) =>
        StaleFigures.Of(Plan(Row("1-1-1", actual: null)), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 1).ShouldBeEmpty();

    [Fact]
    public void Repeated_listings_and_withdrawn_initiatives_are_left_out() => StaleFigures.Of(
        Plan(Row("1-1-1", actual: null) with { RepeatedFrom = "2-1-1" }, Row("1-1-2", actual: null) with { Withdrawn = "事業終了" }), new(2021, 3, 31), 120)
        .ShouldBeEmpty();

    private static PlanView Plan(params InitiativeView[] rows) => new(
        "minato-2020", "令和2年度 港区運営方針", 2020, August, null, [new(1, "安全・安心", [new("1-1", "防災", [.. rows])])], null);

    private static InitiativeView Row(string code, DateOnly? actual)
    {
        var target = new Target { Text = "30%以上", Operator = TargetOperator.AtLeast, Value = 30, Unit = "%" };
        return new()
        {
            Code = code,
            Title = "防災訓練",
            OwningSection = "総務課",
            Indicators =
            [
                new(
                    "1", "参加率", IndicatorKind.Outcome, target, target, null, false, null,
                    actual is null ? null : new Actual { Value = 28 }, actual, Evaluation.NotMeasured, Evaluation.NotMeasured),
            ],
        };
    }
}
