using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Documents;

namespace MinatoTracker.Service.Tests.Documents;

/// <summary>What the plan of 2020 says, held against the sample always and against the published paper wherever it is at hand.</summary>
public sealed class PublishedFactsTests
{
    public static TheoryData<string> Sources => ["sample", "paper"];

    [Theory, MemberData(nameof(Sources))]
    public void Six_issues_hold_twenty_strategies_and_forty_seven_initiatives_and_three_reform_rows_follow(string source)
    {
        var plan = Read(source);

        (plan.FiscalYear, plan.Title).ShouldBe((2020, "令和2年度 港区運営方針"));
        plan.Issues.Select(issue => issue.No).ShouldBe([1, 2, 3, 4, 5, 6]);
        plan.Issues.Select(issue => issue.Strategies.Count).ShouldBe([3, 4, 5, 2, 3, 3]);
        plan.Issues.SelectMany(issue => issue.Strategies).Sum(strategy => strategy.Initiatives.Count).ShouldBe(47);
        plan.ReformPlan.ShouldNotBeNull().Initiatives.Select(row => row.Code).ShouldBe(["R-1", "R-2", "R-3"]);
        plan.AllInitiatives().Select(row => row.Code).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Sources))]
    public void The_review_stands_for_the_end_of_august_and_was_published_in_october(string source) =>
        Read(source).Review.ShouldBe(new(
            ReviewKind.MidYear, new(2020, 8, 31), new("令和2年度 第2回 港区区政会議 事前配付資料", "2020-10")));

    [Theory, MemberData(nameof(Sources))]
    public void Of_forty_nine_ratings_twenty_one_expect_the_target_behind_schedule_and_four_lack_the_second_axis(string source)
    {
        var rated = Read(source).AllInitiatives().Where(row => row.AttainmentOutlook is not null).ToArray();

        rated.Length.ShouldBe(49);
        rated.Count(row => row is { AttainmentOutlook: AttainmentOutlook.Expected, ProgressStatus: ProgressStatus.NotOnSchedule }).ShouldBe(21);
        rated.Where(row => row.ProgressStatus is null).Select(row => row.Code).ShouldBe(["3-3-6", "R-1", "R-2", "R-3"]);
        rated.Where(row => row.AttainmentOutlook is AttainmentOutlook.NotExpected).Select(row => row.Code)
            .ShouldBe(["3-3-6", "4-1-3", "5-2-1", "R-1"]);
    }

    [Theory, MemberData(nameof(Sources))]
    public void The_repeated_row_has_nothing_of_its_own(string source)
    {
        var repeated = Read(source).AllInitiatives().Where(row => row.RepeatedFrom is not null).ShouldHaveSingleItem();

        (repeated.Code, repeated.RepeatedFrom).ShouldBe(("3-3-1", "3-1-2"));
        (repeated.Indicators.Count, repeated.ActivityRecords.Count, repeated.Narrative, repeated.AttainmentOutlook)
            .ShouldBe((0, 0, null, null));
    }

    [Theory, MemberData(nameof(Sources))]
    public void Three_targets_were_revised_and_keep_what_they_said_before(string source)
    {
        var revised = Read(source).AllInitiatives().SelectMany(row => row.Indicators.Select(i => (row.Code, Indicator: i)))
            .Where(one => one.Indicator.Revision is not null).ToDictionary(one => one.Code, one => one.Indicator);

        revised.Keys.ShouldBe(["3-3-6", "4-1-3", "5-2-1"]);
        Facts(revised["3-3-6"]).ShouldBe("AtLeast 30% → IndicatorReplacement AtLeast 2回");
        Facts(revised["4-1-3"]).ShouldBe("AtLeast 令和元年度 10.6% → MethodChange AtLeast 8.8%");
        Facts(revised["5-2-1"]).ShouldBe("AtLeast 25000人 → IndicatorReplacement AtLeast 2000件");
        revised.Values.Select(i => i.Revision!.ReasonCode).ShouldAllBe(code => code == ReasonCode.InfectiousDisease);
        revised.Values.Select(i => i.Revision!.EffectiveDate).ShouldAllBe(day => day == null);
        revised.Values.Select(i => i.Revision!.Reason).ShouldAllBe(reason => reason.Contains("コロナ"));
        revised["3-3-6"].Name.ShouldBe("支援調整会議における外部関係機関の参加によるプラン策定割合");
        revised["3-3-6"].Revision!.IndicatorName.ShouldBe("関係機関との事例報告・意見交換会");
    }

    [Theory, MemberData(nameof(Sources))]
    public void Every_doubt_of_the_paper_stands_on_its_row_and_no_other(string source)
    {
        var doubts = Read(source).AllInitiatives().Where(row => row.Warnings.Count > 0)
            .Select(row => $"{row.Code}: {string.Join(' ', row.Warnings.Select(w => w.Code + (w.Indicator is { } i ? $"/{i}" : "")))}");

        doubts.ShouldBe(
        [
            "2-1-3: OperatorMissing/1",
            "2-1-4: OperatorMissing/1",
            "3-1-2: OperatorMissing/1",
            "3-2-1: TextBreaksOff",
            "3-3-6: CellsMerged CellMissing DateImprecise/1",
            "3-4-2: PointsOrPercentUnstated/2",
            "3-5-1: ChangeOnlyInNarrative",
            "4-1-3: RevisionKindAssumed/1 DateImprecise/1",
            "5-2-1: DateImprecise/1",
            "6-2-1: OperatorMissing/2 ChangeOnlyInNarrative",
            "R-1: OperatorMissing/1",
            "R-2: BaselineUnknown/1",
        ]);
    }

    [Theory, MemberData(nameof(Sources))]
    public void Lint_adds_what_does_not_fit_together_and_repeats_nothing(string source)
    {
        var found = Read(source).AllInitiatives().SelectMany(row => row.Lint().Select(w => $"{row.Code}: {w.Code} {(w.Code is WarningCode.PartsDoNotSum ? w.Detail : "")}".Trim()));

        found.ShouldBe(
        [
            "3-3-2: NarrativeContradictsProgress",
            "3-4-2: NarrativeContradictsProgress",
            "R-1: PartsDoNotSum 15,518千円 ≠ 15,000千円",
        ]);
    }

    [Theory, MemberData(nameof(Sources))]
    public void Targets_of_every_kind_are_typed(string source)
    {
        var plan = Read(source);

        plan.AllInitiatives().Sum(row => row.Indicators.Count).ShouldBe(54);
        plan.AllInitiatives().SelectMany(row => row.Indicators).GroupBy(i => i.Target.Operator).ToDictionary(g => g.Key, g => g.Count())
            .ShouldBe(
                new Dictionary<TargetOperator, int>
                {
                    [TargetOperator.AtLeast] = 39,
                    [TargetOperator.AtMost] = 2,
                    [TargetOperator.MoreThan] = 1,
                    [TargetOperator.Exactly] = 6,
                    [TargetOperator.AllOf] = 1,
                    [TargetOperator.Milestone] = 4,
                    [TargetOperator.Qualitative] = 1,
                },
                ignoreOrder: true);
        Facts(plan.Row("6-3-3").Indicators[0]).ShouldBe("AtMost 5件 過去3年平均件数 5.7 -10 Percent");
        Facts(plan.Row("3-4-2").Indicators[1]).ShouldBe("AtLeast 前年同時期 17.6% 0.5 Unstated");
        Facts(plan.Row("2-2-1").Indicators[0]).ShouldBe("MoreThan 前年 50.3%");
        Facts(plan.Row("4-1-1").Indicators[0]).ShouldBe("AtLeast 3校 平成30年度");
        Facts(plan.Row("1-1-3").Indicators[0]).ShouldBe("AtLeast 70団体・個人");
        plan.Row("R-1").Indicators[0].Target.Parts.Select(part => part.Value).ShouldBe([5338, 2941, 3152, 3937, 150]);
    }

    [Fact]
    public void Sample_and_published_paper_agree_on_every_fact()
    {
        var paper = Papers.Read(Papers.Published);
        var sample = Papers.Read(Papers.Sample);

        WithoutWording(sample).ShouldBe(WithoutWording(paper));
        sample.AllInitiatives().Where(row => row.RepeatedFrom is null).ShouldAllBe(row => row.OwningSection != null);
    }

    [Fact]
    public void The_sample_is_told_in_its_own_words()
    {
        var paper = Papers.Read(Papers.Published);
        var sample = Papers.Read(Papers.Sample);
        var told = paper.AllInitiatives().Select(row => row.Narrative).OfType<string>().ToHashSet();

        sample.AllInitiatives().Select(row => row.Narrative).OfType<string>().Where(told.Contains).ShouldBeEmpty();
    }

    [Fact]
    public void The_sample_is_as_export_writes_it() => PlanDocumentFile.Write(Papers.Read(Papers.Sample)).ShouldBe(Papers.Sample);

    private static PlanDocument Read(string source) => Papers.Read(source == "sample" ? Papers.Sample : Papers.Published);

    private static string Facts(DocumentIndicator indicator) => indicator.Revision is { } revision
        ? $"{Facts(indicator.Target, told: false)} → {revision.Kind} {Facts(revision.Target)}"
        : Facts(indicator.Target);

    private static string Facts(Target target, bool told = true)
    {
        var value = target.Value is { } known ? FormattableString.Invariant($"{known}{target.Unit}") : null;
        var relative = target.RelativeTo is { } baseline && (told || target.Value is null)
            ? FormattableString.Invariant($"{baseline.Baseline} {baseline.Value}{(target.Value is null ? target.Unit : "")} {baseline.Change} {(baseline.ChangeUnit is ChangeUnit.None ? "" : baseline.ChangeUnit.ToString())}").Trim()
            : null;
        return string.Join(' ', new[] { target.Operator.ToString(), value, relative }.OfType<string>());
    }

    // Narratives, reasons and activity records are the sample's own; so are the passages that warnings quote from them.
    private static PlanDocument WithoutWording(PlanDocument plan) => plan.Map(row => row with
    {
        OwningSection = null,
        Narrative = row.Narrative is null ? null : "told",
        ActivityRecords = [$"{row.ActivityRecords.Count}"],
        Warnings = [.. row.Warnings.Select(w => w.Code is WarningCode.TextBreaksOff or WarningCode.ChangeOnlyInNarrative ? w with { Detail = null } : w)],
        Indicators = [.. row.Indicators.Select(i => i with { Revision = i.Revision is { } r ? r with { Reason = "told" } : null })],
    });
}
