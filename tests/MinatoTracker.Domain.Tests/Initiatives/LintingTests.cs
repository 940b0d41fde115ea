using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class LintingTests
{
    [Fact]
    public void A_bound_without_a_word_for_more_or_less_is_told() =>
        Lint(Row(Of("前年度（77.3%）"))).ShouldBe([new Warning(WarningCode.OperatorMissing, "前年度（77.3%）", "1")]);

    [Fact]
    public void A_change_in_points_or_percent_is_told() =>
        Lint(Row(Of("前年同時期（17.6%）の0.5%増")))
            .ShouldBe([new Warning(WarningCode.PointsOrPercentUnstated, "前年同時期（17.6%）の0.5%増", "1")]);

    [Fact]
    public void Parts_that_miss_their_total_are_told_with_both_amounts()
    {
        decimal[] amounts = [5338, 2941, 3152, 3937, 150];
        var target = new Target
        {
            Text = "15,000千円以上",
            Operator = TargetOperator.AtLeast,
            Value = 15000,
            Unit = "千円",
            Parts = amounts.Select((amount, i) => new TargetPart($"{i}", amount, "千円")).ToValueList(),
        };

        Lint(Row(target)).ShouldBe([new Warning(WarningCode.PartsDoNotSum, "15,518千円 ≠ 15,000千円", "1")]);
        Lint(Row(target with { Value = 15518 })).ShouldBeEmpty();
        Lint(Row(target with { Unit = "円" })).ShouldBeEmpty();
        Lint(Row(target with { Parts = [new("all", decimal.MaxValue, "千円"), new("more", 1, "千円")] })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("6月以降、相談員を置き、計画どおり実施している。", true)]
    [InlineData("予定通り進めている。", true)]
    [InlineData("計画どおり実施できていない。", false)]
    [InlineData("計画どおりの実施は困難である。", false)]
    [InlineData("計画を見直す。", false)]
    [InlineData(null, false)]
    public void A_narrative_that_says_to_plan_contradicts_not_on_schedule(string? narrative, bool contradicts)
    {
        var row = Row(Of("55%以上")) with { Progress = ProgressStatus.NotOnSchedule, Narrative = narrative };

        Lint(row).Select(warning => warning.Code).ShouldBe(contradicts ? [WarningCode.NarrativeContradictsProgress] : []);
        Lint(row with { Progress = ProgressStatus.OnSchedule }).ShouldBeEmpty();
        Lint(row with { Progress = null }).ShouldBeEmpty();
    }

    [Fact]
    public void An_actual_that_meets_a_target_marked_out_of_reach_is_told()
    {
        var row = Row(Of("2,000件以上")) with { Outlook = AttainmentOutlook.NotExpected };
        LintSubject With(decimal value) => row with { Indicators = [row.Indicators[0] with { Actual = new() { Value = value } }] };

        Lint(With(2310)).ShouldBe([new Warning(WarningCode.ActualMeetsUnattainable, "2,310件 / 2,000件以上", "1")]);
        Lint(With(1999)).ShouldBeEmpty();
        Lint(row).ShouldBeEmpty();
        Lint(With(2310) with { Outlook = AttainmentOutlook.Expected }).ShouldBeEmpty();
        Lint(new([], AttainmentOutlook.NotExpected, null, null)).ShouldBeEmpty();
    }

    [Fact]
    public void A_lower_is_better_actual_over_its_bound_does_not_meet_it()
    {
        var indicator = new LintIndicator("1", Of("5件以下"), new() { Value = 9 });

        Lint(new([indicator], AttainmentOutlook.NotExpected, null, null)).ShouldBeEmpty();
        Lint(new([indicator with { Actual = new() { Value = 2 } }], AttainmentOutlook.NotExpected, null, null)).Count.ShouldBe(1);
    }

    [Fact]
    public void One_missed_or_unmeasured_indicator_is_reason_enough_for_a_gloomy_outlook()
    {
        var met = new LintIndicator("1", Of("5件以上"), new() { Value = 6 });
        var missed = new LintIndicator("2", Of("5件以上"), new() { Value = 4 });

        Lint(new([met, missed], AttainmentOutlook.NotExpected, null, null)).ShouldBeEmpty();
        Lint(new([met, missed with { Actual = null }], AttainmentOutlook.NotExpected, null, null)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("方向性を取りまとめる。講演会や研修会の", "講演会や研修会の")]
    [InlineData("会議を開き、", "会議を開き、")]
    [InlineData("募集（広報紙", "募集（広報紙")]
    [InlineData("積極的に取り組む", null)]
    [InlineData("年3回実施するという目標に改める", null)]
    [InlineData("予定である。", null)]
    [InlineData("チラシを配布（7月）", null)]
    [InlineData("", null)]
    public void A_text_that_breaks_off_is_told_with_its_last_piece(string narrative, string? piece) =>
        Lint(Row(Of("55%以上")) with { Narrative = narrative })
            .ShouldBe(piece is null ? [] : [new Warning(WarningCode.TextBreaksOff, piece)]);

    [Fact]
    public void What_a_reader_already_noted_is_not_told_again()
    {
        var read = TargetReading.Read("受診率：前年同時期（17.6%）の0.5%増");
        var known = read.Warnings.Select(warning => warning with { Indicator = "1" }).ToArray();

        known.ShouldNotBeEmpty();
        Linting.Lint(Row(read.Target), known).ShouldBeEmpty();
        Linting.Lint(Row(read.Target), known.Select(warning => warning with { Indicator = "2" })).Count.ShouldBe(1);
    }

    [Fact]
    public void Linting_tells_the_same_in_the_same_order_and_each_finding_once() => Prop.ForAll(Rows, row =>
    {
        var findings = Lint(row);

        Lint(row with { }).ShouldBe(findings);
        findings.Distinct().Count().ShouldBe(findings.Count);
        Linting.Lint(row, findings).ShouldBeEmpty();
        foreach (var finding in findings) Linting.Lint(row, [finding]).ShouldBe(findings.Where(other => other != finding));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_indicator_is_judged_on_its_own_target_wherever_it_stands() => Prop.ForAll(Rows, row =>
    {
        var turned = row with { Indicators = row.Indicators.Reverse().ToValueList() };

        Lint(turned).ShouldBe(Lint(row), ignoreOrder: true);
    }).QuickCheckThrowOnFailure();

    private static readonly string[] Texts =
        ["55%以上", "5件以下", "前年度（77.3%）", "前年同時期（17.6%）の0.5%増", "元年度決算額以下", "5施設", "計画の策定", "月2回以上", ""];

    private static readonly string?[] Narratives = [null, "計画どおり実施している。", "講演会や研修会の", "見直す。"];

    private static readonly Arbitrary<LintSubject> Rows = (
        from indicators in (
            from text in Gen.Elements(Texts)
            from value in Gen.Elements<decimal?>(null, 0, 5, 60)
            select new LintIndicator("", Of(text), value is null ? null : new Actual { Value = value })).ListOf()
        from outlook in Gen.Elements<AttainmentOutlook?>(null, AttainmentOutlook.Expected, AttainmentOutlook.NotExpected)
        from progress in Gen.Elements<ProgressStatus?>(null, ProgressStatus.OnSchedule, ProgressStatus.NotOnSchedule)
        from narrative in Gen.Elements(Narratives)
        select new LintSubject(indicators.Select((indicator, i) => indicator with { Id = $"{i + 1}" }).ToValueList(), outlook, progress, narrative)).ToArbitrary();

    private static ValueList<Warning> Lint(LintSubject row) => Linting.Lint(row);

    private static Target Of(string text) => TargetReading.Read(text).Target;

    private static LintSubject Row(Target target) => new([new("1", target, null)], null, null, null);
}
