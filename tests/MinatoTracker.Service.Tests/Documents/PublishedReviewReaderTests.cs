using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

/// <summary>Reads a small paper that has every oddity of a published one.</summary>
public sealed class PublishedReviewReaderTests
{
    private static readonly PlanDocument Plan = Papers.Read(Papers.Miniature);

    [Fact]
    public void Headings_give_plan_review_and_sections()
    {
        (Plan.FiscalYear, Plan.Title).ShouldBe((2021, "令和3年度 みなと区運営方針"));
        Plan.Review.ShouldBe(new(
            ReviewKind.MidYear, new(2021, 8, 31), new("令和3年度 第2回 みなと区区政会議 事前配付資料", "2021-10")));
        Plan.Issues.Select(issue => (issue.No, issue.Title)).ShouldBe([(1, "つながるまち"), (2, "にぎわうまち")]);
        Plan.Issues.SelectMany(issue => issue.Strategies).Select(strategy => (strategy.Code, strategy.Title))
            .ShouldBe([("1-1", "あいさつの広がるまち"), ("1-2", "学びのあるまち"), ("2-1", "水辺を生かすまち")]);
        Plan.ReformPlan.ShouldNotBeNull().Title.ShouldBe("「市政改革プラン3.0」に基づく取組等");
        Plan.AllInitiatives().Select(row => row.Code)
            .ShouldBe(["1-1-1", "1-1-2", "1-2-1", "1-2-2", "1-2-3", "2-1-1", "2-1-2", "R-1", "R-2"]);
    }

    [Fact]
    public void A_plain_row_is_read_without_a_doubt() => Plan.Row("1-1-1").ShouldBe(new()
    {
        Code = "1-1-1",
        Title = "あいさつ運動",
        Indicators =
        [
            new()
            {
                Id = "1",
                Name = "あいさつをすると答えた区民の割合",
                Target = new() { Text = "55%以上", Operator = TargetOperator.AtLeast, Value = 55, Unit = "%" },
            },
        ],
        ActivityRecords = ["朝のあいさつ運動：12回", "のぼり旗を商店街で配布"],
        AttainmentOutlook = AttainmentOutlook.Expected,
        ProgressStatus = ProgressStatus.NotOnSchedule,
        Narrative = "新型コロナの影響により、校門での運動を休んだ。\n今後は放送での呼びかけに切り替える。",
    });

    [Fact]
    public void A_status_alone_leaves_no_narrative()
    {
        var row = Plan.Row("1-1-2");

        (row.ProgressStatus, row.Narrative).ShouldBe((ProgressStatus.OnSchedule, null));
        row.ActivityRecords.ShouldBe(["縁側の開設：３箇所", "運営者との打合せ 実務者会議：2回"]);
        row.Warnings.ShouldBe([new Warning(WarningCode.OperatorMissing, "2箇所", "1")]);
    }

    [Fact]
    public void Several_targets_in_one_cell_are_numbered_and_doubted_one_by_one()
    {
        var row = Plan.Row("1-2-1");

        row.Indicators.Select(i => (i.Id, i.Name)).ShouldBe([("1", "受講者の満足度"), ("2", "受講率")]);
        row.Warnings.ShouldBe(
        [
            new Warning(WarningCode.PointsOrPercentUnstated, "前年同時期（17.6%）の0.5%増", "2"),
            new Warning(WarningCode.TextBreaksOff, "集会や"),
        ]);
        row.Lint().ShouldBe([new Warning(WarningCode.NarrativeContradictsProgress, "計画どおり実施している。")]);
    }

    [Fact]
    public void A_repeated_row_points_to_its_original_and_has_nothing_of_its_own() =>
        Plan.Row("1-2-2").ShouldBe(new() { Code = "1-2-2", Title = "見守り", RepeatedFrom = "1-1-2" });

    [Fact]
    public void A_row_of_merged_cells_takes_its_revision_from_the_narrative()
    {
        var row = Plan.Row("1-2-3");

        var indicator = row.Indicators.ShouldHaveSingleItem();
        (indicator.Name, indicator.Target.Text).ShouldBe(("専門家が加わったプランの割合", "30%以上"));
        var revision = indicator.Revision.ShouldNotBeNull();
        (revision.Kind, revision.IndicatorName, revision.Target.Value).ShouldBe((RevisionKind.IndicatorReplacement, "事例を学ぶ会", 2m));
        (revision.ReasonCode, revision.Reason, revision.EffectiveDate).ShouldBe((ReasonCode.InfectiousDisease, row.Narrative, null));
        (row.AttainmentOutlook, row.ProgressStatus).ShouldBe((AttainmentOutlook.NotExpected, null));
        row.Warnings.ShouldBe(
        [
            new Warning(WarningCode.CellsMerged),
            new Warning(WarningCode.CellMissing, "現状の主な取組実績、目標"),
            new Warning(WarningCode.DateImprecise, "2021-10", "1"),
        ]);
    }

    [Fact]
    public void A_revision_in_the_target_cell_keeps_the_old_target_and_takes_its_reason_from_the_narrative()
    {
        var indicator = Plan.Row("2-1-1").Indicators.ShouldHaveSingleItem();

        (indicator.Name, indicator.Target.Value, indicator.Target.RelativeTo).ShouldBe(("来場者数", 2500m, new RelativeTo("平成28年度", 2000)));
        var revision = indicator.Revision.ShouldNotBeNull();
        (revision.IndicatorName, revision.Target.Value, revision.ReasonCode).ShouldBe(("まつりの動画の再生回数", 4000m, ReasonCode.Other));
        Plan.Row("2-1-1").Doubts().ShouldBe([WarningCode.DateImprecise]);
    }

    [Fact]
    public void A_goal_changed_in_the_narrative_alone_is_a_doubt() => Plan.Row("2-1-2").Warnings.ShouldBe(
    [
        new Warning(WarningCode.OperatorMissing, "前年度（77.3%）", "1"),
        new Warning(WarningCode.ChangeOnlyInNarrative, "書面を含め年3回開くという取組目標に改める"),
    ]);

    [Fact]
    public void Reform_rows_have_one_axis_and_a_total_with_its_parts()
    {
        var row = Plan.Row("R-1");

        (row.AttainmentOutlook, row.ProgressStatus).ShouldBe((AttainmentOutlook.NotExpected, null));
        var target = row.Indicators.ShouldHaveSingleItem().Target;
        (target.Value, target.Unit, target.Parts.Count).ShouldBe((9000m, "千円", 2));
        row.Lint().ShouldBe([new Warning(WarningCode.PartsDoNotSum, "8,490千円 ≠ 9,000千円", "1")]);
        Plan.Row("R-2").Doubts().ShouldBe([WarningCode.BaselineUnknown]);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\n\n")]
    public void Line_ends_make_no_difference(string lineEnd) =>
        Papers.Read(Papers.Miniature.Replace("\n", lineEnd, StringComparison.Ordinal)).ShouldBe(Plan);

    [Fact]
    public void A_byte_order_mark_and_a_line_end_at_the_end_make_no_difference() =>
        Papers.Read("\uFEFF" + Papers.Miniature.Trim() + "\n").ShouldBe(Plan);

    [Theory]
    [InlineData("【目標達成見込、取組予定通り進捗している】", AttainmentOutlook.Expected, ProgressStatus.OnSchedule)]
    [InlineData("【 目標達成見込 、 <u>取組予定通り進捗していない</u> 】", AttainmentOutlook.Expected, ProgressStatus.NotOnSchedule)]
    [InlineData("【　目標未達成見込、　取組予定どおり進捗している　】", AttainmentOutlook.NotExpected, ProgressStatus.OnSchedule)]
    [InlineData("【目標達成見込み，取組予定通りに進捗していない】", AttainmentOutlook.Expected, ProgressStatus.NotOnSchedule)]
    [InlineData("【目標達成見込、取組予定通り進捗していない", AttainmentOutlook.Expected, ProgressStatus.NotOnSchedule)]
    public void A_status_is_read_in_every_spelling_and_spacing(string printed, AttainmentOutlook outlook, ProgressStatus progress)
    {
        var row = Papers.Read(WithStatus(printed)).Row("1-1-2");

        (row.AttainmentOutlook, row.ProgressStatus, row.Narrative).ShouldBe((outlook, progress, null));
        row.Doubts().ShouldBe([WarningCode.OperatorMissing]);
    }

    [Theory]
    [InlineData("【目標達成見込】")]
    [InlineData("【ほぼ達成】")]
    [InlineData("順調に進んでいる。")]
    public void A_status_that_is_none_of_the_known_is_a_doubt(string printed)
    {
        var row = Papers.Read(WithStatus(printed)).Row("1-1-2");

        row.ProgressStatus.ShouldBeNull();
        row.Doubts().ShouldContain(WarningCode.StatusUnreadable);
        row.Everything().ShouldContain(printed);
    }

    [Fact]
    public void An_exact_day_of_publication_is_the_day_of_its_revisions()
    {
        var plan = Papers.Read(Papers.Miniature.Replace("令和3年 10月", "２０２１年 10月 5日", StringComparison.Ordinal));

        plan.Review!.Publication!.PublishedOn.ShouldBe("2021-10-05");
        plan.Row("2-1-1").Indicators[0].Revision!.EffectiveDate.ShouldBe(new DateOnly(2021, 10, 5));
        plan.Row("2-1-1").Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_paper_of_the_year_end_stands_for_the_end_of_march()
    {
        var plan = Papers.Read(Papers.Miniature.Replace("中間振り返りの概要版", "自己評価の概要版", StringComparison.Ordinal));

        (plan.Review!.Kind, plan.Review.CutoffDate).ShouldBe((ReviewKind.YearEnd, new DateOnly(2022, 3, 31)));
    }

    [Theory]
    [InlineData("<ul> <li>講座：2件</li> <li>相談会</li> </ul>", "講座：2件|相談会")]
    [InlineData("<ul> 講座：2件 相談会 ", "講座：2件|相談会")]
    [InlineData("・講座：2件 ・相談会 ", "講座：2件|相談会")]
    [InlineData("<ul> CB/SB起業件数：3件 説明会を開催（7月） ", "CB/SB起業件数：3件|説明会を開催（7月）")]
    [InlineData("<ul> 広報紙 7 月号で案内 ", "広報紙 7 月号で案内")]
    [InlineData("<ul> 産、官、学 連携による魅力の発信 「み・な・と改善箱」の設置 ", "産、官、学 連携による魅力の発信|「み・な・と改善箱」の設置")]
    [InlineData("<ul> 紙袋の配布（制作 1,000 部、残り 370 部） ", "紙袋の配布（制作 1,000 部、残り 370 部）")]
    [InlineData("<ul> 健診での相談 （健診は回数を減らして実施） ", "健診での相談 （健診は回数を減らして実施）")]
    [InlineData("<ul> 講座：2件 （相談会 4月に実施 ", "講座：2件 （相談会 4月に実施")]
    [InlineData("A &amp; Bの講座", "A & Bの講座")]
    public void Activity_records_are_parted_where_that_is_sure(string cell, string records)
    {
        var plan = Papers.Read(Papers.Miniature.Replace("・ まつりの準備", cell, StringComparison.Ordinal));

        plan.Row("2-1-1").ActivityRecords.ShouldBe(records.Split('|'));
    }

    private static string WithStatus(string printed) => Papers.Miniature.Replace(
        "まちの縁側の数：2箇所\t【目標達成見込、取組予定通り進捗している】", $"まちの縁側の数：2箇所\t{printed}", StringComparison.Ordinal);
}
