using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Targets;

namespace MinatoTracker.Service.Tests.Initiatives;

public sealed class TargetChartTests
{
    private static readonly FiscalYear Year = new(2020);

    [Fact]
    public void A_lowered_target_steps_down_on_the_day_it_changed()
    {
        var chart = TargetChart.Of(Track(RevisionKind.LevelChange, Percent(40)), Year)!;

        chart.Targets.Count.ShouldBe(2);
        chart.Targets[0].From.ShouldBe(TargetChart.PlotLeft);
        chart.Targets[0].To.ShouldBe(chart.Targets[1].From);
        chart.Targets[1].To.ShouldBe(TargetChart.PlotRight);
        chart.Targets[1].StepsFrom.ShouldBe(chart.Targets[0].Height);
        chart.Targets[1].Height.ShouldBeGreaterThan(chart.Targets[0].Height);
        chart.Ticks[^1].Value.ShouldBe(50);
    }

    [Fact]
    public void A_change_of_method_breaks_the_line() =>
        TargetChart.Of(Track(RevisionKind.MethodChange, Percent(40)), Year)!.Targets[1].StepsFrom.ShouldBeNull();

    [Fact]
    public void Targets_in_different_units_share_no_chart() =>
        TargetChart.Of(Track(RevisionKind.IndicatorReplacement, Percent(2) with { Unit = "回" }), Year).ShouldBeNull();

    [Fact]
    public void An_actual_stands_where_its_day_and_value_are()
    {
        var chart = TargetChart.Of(Track(RevisionKind.LevelChange, Percent(40), new Dated<Actual>(new() { Value = 50 }, Year.End)), Year)!;

        var point = chart.Actuals.ShouldHaveSingleItem();
        point.X.ShouldBe(TargetChart.PlotRight);
        point.Y.ShouldBe(chart.Ticks[^1].Y);
    }

    [Fact]
    public void A_zero_target_has_a_scale_too()
    {
        var zero = Percent(0) with { Operator = TargetOperator.AtMost };

        TargetChart.Of(Track(RevisionKind.LevelChange, zero, original: zero), Year)!.Ticks[^1].Value.ShouldBe(1);
    }

    private static IndicatorTrack Track(RevisionKind kind, Target revised, Dated<Actual>? actual = null, Target? original = null)
    {
        var first = original ?? Percent(44);
        var set = new TargetStep(first, null, Year.Start, default, "p", null);
        var step = new RevisionStep(
            "r", kind, ReasonCode.Other, "", null, first, revised, "", null, new(2020, 10, 1), default, "p", "q", null, kind.KeepsComparability(), default);
        var view = IndicatorView.Of(new Indicator("1") { Original = new(new TargetSet(new("p", Year.Start), "1", first, null), Year.Start) });
        return new(view, new("1", "", set, [step], []), actual is { } measured ? [measured] : []);
    }

    private static Target Percent(decimal value) => new() { Text = "", Operator = TargetOperator.AtLeast, Value = value, Unit = "%" };
}
