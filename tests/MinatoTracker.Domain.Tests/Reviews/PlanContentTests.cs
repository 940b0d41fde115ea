using System.Globalization;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Reviews;

/// <summary>The form under which plans are published for good. What is pinned here must never change: it would disown what was published.</summary>
public sealed class PlanContentTests
{
    private static readonly Plan Plan = Plan.Fold(
    [
        new PlanDrafted(From(YearStart), 2020, "令和2年度 港区運営方針"),
        new ManagementIssueAdded(From(YearStart), 3, "誰もが支えあう\tまち"),
        new StrategyAdded(From(YearStart), "3-3", "見守り\n\\支援"),
        new ReformPlanAdded(From(YearStart), "市政改革プラン"),
        new InitiativeListed(From(YearStart), "3-3-6", 1),
        new RepeatedListingAdded(From(YearStart), "3-3-7", 2, "再掲", "3-3-6"),
    ]);

    private static readonly Target Relative = new()
    {
        Text = "前年度の0.5%増", Operator = TargetOperator.MoreThan, Value = 17.60m, UpperValue = 20, Unit = "%", DueDate = NewYear,
        RelativeTo = new("前年度", 17.6m, 0.5m, ChangeUnit.Points), Parts = [new("事業", 12000, "千円")],
    };

    private static readonly InitiativeHistory Initiative = SupportForPeopleInNeed()
        .With(new OwningSectionAssigned(From(YearStart), "生活支援課"))
        .WithTarget(Relative, "2")
        .WithActual(12.50m, August31)
        .WithRevision(ToCaseMeetings())
        .With(new ActivityRecorded(From(August31), "a", "訪問を再開した。"))
        .With(new StatusAssessed(From(August31), "mid-year", AttainmentOutlook.NotExpected, ProgressStatus.OnSchedule, "訪問が減った😀", Assessing.TwoAxes))
        .With(new ReadingDoubted(From(August31), "mid-year", [new(WarningCode.CellsMerged, "訪問", "1")]));

    [Fact]
    public void Every_recorded_fact_is_a_line() => PlanContent.Text("minato-2020", Plan, Initiatives(Initiative.State)).ShouldBe(
        """
        minato-plan-content/1
        initiative	3-3-6	activity	a	訪問を再開した。
        initiative	3-3-6	assessment	mid-year	from	2020-08-31
        initiative	3-3-6	assessment	mid-year	narrative	訪問が減った😀
        initiative	3-3-6	assessment	mid-year	outlook	NotExpected
        initiative	3-3-6	assessment	mid-year	progress	OnSchedule
        initiative	3-3-6	assessment	mid-year	scheme	two-axes
        initiative	3-3-6	doubt	mid-year	1	code	CellsMerged
        initiative	3-3-6	doubt	mid-year	1	detail	訪問
        initiative	3-3-6	doubt	mid-year	1	indicator	1
        initiative	3-3-6	indicator	1	actual	from	2020-08-31
        initiative	3-3-6	indicator	1	actual	value	12.5
        initiative	3-3-6	indicator	1	kind	Outcome
        initiative	3-3-6	indicator	1	name	ケース会議の開催回数
        initiative	3-3-6	indicator	1	original	operator	AtLeast
        initiative	3-3-6	indicator	1	original	text	30%以上
        initiative	3-3-6	indicator	1	original	unit	%
        initiative	3-3-6	indicator	1	original	value	30
        initiative	3-3-6	indicator	1	revision	evidence	第2回区政会議資料
        initiative	3-3-6	indicator	1	revision	from	2020-10-01
        initiative	3-3-6	indicator	1	revision	id	r1
        initiative	3-3-6	indicator	1	revision	kind	IndicatorReplacement
        initiative	3-3-6	indicator	1	revision	reason	感染症のため訪問が難しい
        initiative	3-3-6	indicator	1	revision	reason-code	InfectiousDisease
        initiative	3-3-6	indicator	1	target	operator	AtLeast
        initiative	3-3-6	indicator	1	target	text	2回以上
        initiative	3-3-6	indicator	1	target	unit	回
        initiative	3-3-6	indicator	1	target	value	2
        initiative	3-3-6	indicator	2	kind	Outcome
        initiative	3-3-6	indicator	2	name	指標2
        initiative	3-3-6	indicator	2	original	baseline	前年度
        initiative	3-3-6	indicator	2	original	baseline-value	17.6
        initiative	3-3-6	indicator	2	original	change	0.5
        initiative	3-3-6	indicator	2	original	change-unit	Points
        initiative	3-3-6	indicator	2	original	due	2021-01-01
        initiative	3-3-6	indicator	2	original	operator	MoreThan
        initiative	3-3-6	indicator	2	original	part	1	name	事業
        initiative	3-3-6	indicator	2	original	part	1	unit	千円
        initiative	3-3-6	indicator	2	original	part	1	value	12000
        initiative	3-3-6	indicator	2	original	text	前年度の0.5%増
        initiative	3-3-6	indicator	2	original	unit	%
        initiative	3-3-6	indicator	2	original	upper	20
        initiative	3-3-6	indicator	2	original	value	17.6
        initiative	3-3-6	indicator	2	target	baseline	前年度
        initiative	3-3-6	indicator	2	target	baseline-value	17.6
        initiative	3-3-6	indicator	2	target	change	0.5
        initiative	3-3-6	indicator	2	target	change-unit	Points
        initiative	3-3-6	indicator	2	target	due	2021-01-01
        initiative	3-3-6	indicator	2	target	operator	MoreThan
        initiative	3-3-6	indicator	2	target	part	1	name	事業
        initiative	3-3-6	indicator	2	target	part	1	unit	千円
        initiative	3-3-6	indicator	2	target	part	1	value	12000
        initiative	3-3-6	indicator	2	target	text	前年度の0.5%増
        initiative	3-3-6	indicator	2	target	unit	%
        initiative	3-3-6	indicator	2	target	upper	20
        initiative	3-3-6	indicator	2	target	value	17.6
        initiative	3-3-6	section	生活支援課
        initiative	3-3-6	title	見守り活動
        issue	3	誰もが支えあう\tまち
        listing	3-3-6	position	1
        listing	3-3-7	position	2
        listing	3-3-7	repeated-from	3-3-6
        listing	3-3-7	title	再掲
        plan	fiscal-year	2020
        plan	key	minato-2020
        plan	reform-plan	市政改革プラン
        plan	title	令和2年度 港区運営方針
        strategy	3-3	見守り\n\\支援

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void The_hash_of_a_plan_is_this_one_for_ever() =>
        PlanContent.Hash("minato-2020", Plan, Initiatives(Initiative.State))
            .ShouldBe("46f010b4b46ceead705cfe4f89339503fc919fefb1be6793420302fddf951108");

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public void The_hash_is_the_same_in_every_culture(string culture)
    {
        var here = PlanContent.Hash("minato-2020", Plan, Initiatives(Initiative.State));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            PlanContent.Hash("minato-2020", Plan, Initiatives(Initiative.State)).ShouldBe(here);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_in_which_initiatives_are_read_does_not_matter()
    {
        KeyValuePair<string, Initiative>[] two = [new("1-1-1", AnInitiative().State), new("3-3-6", Initiative.State)];

        PlanContent.Hash("minato-2020", Plan, two).ShouldBe(PlanContent.Hash("minato-2020", Plan, two.Reverse()));
    }

    [Fact]
    public void Whatever_is_shown_changes_the_hash()
    {
        var here = PlanContent.Hash("minato-2020", Plan, Initiatives(Initiative.State));
        InitiativeEvent[] changes =
        [
            new InitiativeRegistered(From(August31), "見守り活動の充実"),
            new OwningSectionAssigned(From(August31), "総務課"),
            new IndicatorDefined(From(August31), "1", "別の名", IndicatorKind.Output),
            new TargetSet(From(August31), "1", AtLeast(31), null),
            new ActualRecorded(From(October1), "a2", "1", Reached(13)),
            new ActivityRecorded(From(August31), "a", "訪問を休んだ。"),
            new StatusAssessed(From(August31), "mid-year", AttainmentOutlook.Expected, ProgressStatus.OnSchedule, "訪問が減った😀", Assessing.TwoAxes),
            new ReadingDoubted(From(August31), "mid-year", []),
            new InitiativeWithdrawn(From(August31), "事業終了"),
        ];

        foreach (var change in changes)
            PlanContent.Hash("minato-2020", Plan, Initiatives(Initiative.With(change).State)).ShouldNotBe(here, change.GetType().Name);
        PlanContent.Hash("minato-2021", Plan, Initiatives(Initiative.State)).ShouldNotBe(here);
    }

    private static KeyValuePair<string, Initiative>[] Initiatives(Initiative state) => [new("3-3-6", state)];
}
