using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests.Targets;

public sealed class TargetReadingTests
{
    [Theory]
    [InlineData("55%以上", TargetOperator.AtLeast, "55", "%")]
    [InlineData("５５％以上", TargetOperator.AtLeast, "55", "%")]
    [InlineData("2回以上", TargetOperator.AtLeast, "2", "回")]
    [InlineData("2回以上開催する", TargetOperator.AtLeast, "2", "回")]
    [InlineData("5件以下", TargetOperator.AtMost, "5", "件")]
    [InlineData("30分以内", TargetOperator.AtMost, "30", "分")]
    [InlineData("8.8%以上", TargetOperator.AtLeast, "8.8", "%")]
    [InlineData("８．８％以上", TargetOperator.AtLeast, "8.8", "%")]
    [InlineData("8.8%以上（10.6%の10/12）", TargetOperator.AtLeast, "8.8", "%")]
    [InlineData("4,400件以上", TargetOperator.AtLeast, "4400", "件")]
    [InlineData("１２，３４５千円以上", TargetOperator.AtLeast, "12345", "千円")]
    [InlineData("2万人以上", TargetOperator.AtLeast, "20000", "人")]
    [InlineData("300万円以上", TargetOperator.AtLeast, "300", "万円")]
    [InlineData("延べ70団体・個人以上", TargetOperator.AtLeast, "70", "団体・個人")]
    [InlineData("年間3回以上実施", TargetOperator.AtLeast, "3", "回")]
    [InlineData("少なくとも3回", TargetOperator.AtLeast, "3", "回")]
    [InlineData("7割以上とする", TargetOperator.AtLeast, "7", "割")]
    [InlineData("3.5点以上", TargetOperator.AtLeast, "3.5", "点")]
    [InlineData("100%にする", TargetOperator.Exactly, "100", "%")]
    [InlineData("100%", TargetOperator.Exactly, "100", "%")]
    [InlineData("0件", TargetOperator.Exactly, "0", "件")]
    [InlineData("50%を上回る", TargetOperator.MoreThan, "50", "%")]
    [InlineData("50%超", TargetOperator.MoreThan, "50", "%")]
    [InlineData("10件を下回る", TargetOperator.LessThan, "10", "件")]
    [InlineData("10件を下回らない", TargetOperator.AtLeast, "10", "件")]
    [InlineData("10件を超えない", TargetOperator.AtMost, "10", "件")]
    [InlineData("3日未満", TargetOperator.LessThan, "3", "日")]
    [InlineData("-5%以上", TargetOperator.AtLeast, "-5", "%")]
    [InlineData("全地域", TargetOperator.AllOf, null, "地域")]
    [InlineData("全11地域", TargetOperator.AllOf, "11", "地域")]
    [InlineData("すべての小学校で実施", TargetOperator.AllOf, null, "小学校")]
    public void A_bare_criterion_is_read_without_doubt(string text, TargetOperator op, string? value, string? unit)
    {
        var read = TargetReading.Read(text);

        read.Name.ShouldBeNull();
        read.Target.ShouldBe(new Target { Text = text, Operator = op, Value = Number(value), Unit = unit });
        read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("声かけがあると感じる区民の割合：55%以上", "声かけがあると感じる区民の割合", "55%以上")]
    [InlineData("声かけがあると感じる区民の割合:55%以上", "声かけがあると感じる区民の割合", "55%以上")]
    [InlineData("声かけがあると感じる区民の割合 ： 55%以上", "声かけがあると感じる区民の割合", "55%以上")]
    [InlineData("アンケート 「連絡先：窓口」との回答：66%以上", "アンケート 「連絡先：窓口」との回答", "66%以上")]
    [InlineData("1年間に3回以上参加した区民の割合：50%以上", "1年間に3回以上参加した区民の割合", "50%以上")]
    [InlineData("役立ったと評価した小中学校が7割以上とする", "役立ったと評価した小中学校", "7割以上とする")]
    [InlineData("「有効」と答えた学校園の割合を100%にする", "「有効」と答えた学校園の割合", "100%にする")]
    [InlineData("新しい製品の開発を1件以上", "新しい製品の開発", "1件以上")]
    [InlineData("外部機関が加わったプランの割合30%以上", "外部機関が加わったプランの割合", "30%以上")]
    [InlineData("事例報告・意見交換会を2回以上開催する", "事例報告・意見交換会", "2回以上開催する")]
    [InlineData("調査（5点満点）での点数：3.5点以上", "調査（5点満点）での点数", "3.5点以上")]
    [InlineData("65歳以上の参加者が100人以上", "65歳以上の参加者", "100人以上")]
    [InlineData("防災訓練を全地域で実施", "防災訓練", "全地域で実施")]
    public void Name_and_criterion_part_where_the_text_says_so(string text, string name, string criterion)
    {
        var read = TargetReading.Read(text);

        read.Name.ShouldBe(name);
        read.Target.Text.ShouldBe(criterion);
        read.Target.Operator.ShouldNotBe(TargetOperator.Qualitative);
        read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("前年（50.3%）を上回る", TargetOperator.MoreThan, null, "%", "前年", "50.3", null, ChangeUnit.None)]
    [InlineData("令和元年度(44.4%)以上", TargetOperator.AtLeast, null, "%", "令和元年度", "44.4", null, ChangeUnit.None)]
    [InlineData("令和元年度（10.6%）の数値以上", TargetOperator.AtLeast, null, "%", "令和元年度", "10.6", null, ChangeUnit.None)]
    [InlineData("前年度（120件）の10%減", TargetOperator.AtMost, null, "件", "前年度", "120", "-10", ChangeUnit.Percent)]
    [InlineData("前年度（120件）より10件増", TargetOperator.AtLeast, null, "件", "前年度", "120", "10", ChangeUnit.Unit)]
    [InlineData("前年度（50%）を5ポイント上回る", TargetOperator.AtLeast, null, "%", "前年度", "50", "5", ChangeUnit.Points)]
    [InlineData("前年度（100件）の2割減", TargetOperator.AtMost, null, "件", "前年度", "100", "-20", ChangeUnit.Percent)]
    [InlineData("過去3年平均件数（5.7件）の10%減の5件以下", TargetOperator.AtMost, "5", "件", "過去3年平均件数", "5.7", "-10", ChangeUnit.Percent)]
    [InlineData("平成３０年度実績（１，２００人）以上", TargetOperator.AtLeast, null, "人", "平成30年度実績", "1200", null, ChangeUnit.None)]
    public void A_relative_criterion_keeps_its_baseline(
        string text, TargetOperator op, string? value, string unit, string baseline, string from, string? change, ChangeUnit changeUnit)
    {
        var read = TargetReading.Read(text);

        read.Target.ShouldBe(new Target
        {
            Text = text,
            Operator = op,
            Value = Number(value),
            Unit = unit,
            RelativeTo = new(baseline, Number(from), Number(change), changeUnit),
        });
        read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("5施設", WarningCode.OperatorMissing, TargetOperator.Exactly)]
    [InlineData("約4,400件", WarningCode.OperatorMissing, TargetOperator.Exactly)]
    [InlineData("20件程度", WarningCode.OperatorMissing, TargetOperator.Exactly)]
    [InlineData("前年度（77.3%）", WarningCode.OperatorMissing, TargetOperator.Exactly)]
    [InlineData("前年同時期（17.6%）の0.5%増", WarningCode.PointsOrPercentUnstated, TargetOperator.AtLeast)]
    [InlineData("元年度決算額以下", WarningCode.BaselineUnknown, TargetOperator.AtMost)]
    [InlineData("前年度以上", WarningCode.BaselineUnknown, TargetOperator.AtLeast)]
    public void A_criterion_that_leaves_something_open_is_read_with_a_warning(string text, WarningCode code, TargetOperator op)
    {
        var read = TargetReading.Read(text);

        read.Target.Operator.ShouldBe(op);
        read.Warnings.ShouldBe([new Warning(code, text)]);
    }

    [Theory]
    [InlineData("月2回以上")]
    [InlineData("参加者100人以上、満足度80%以上")]
    [InlineData("件数：5件以上かつ満足度：80%以上")]
    [InlineData("5件以上としない")]
    [InlineData("二回以上")]
    [InlineData("65歳以上の参加者の増加")]
    [InlineData("2万5千人以上")]
    [InlineData("満足度の20%増加")]
    [InlineData("3-3-6")]
    [InlineData("3月")]
    [InlineData("99999999999999999999999999999999999%以上")]
    [InlineData("9999999999999999999999999999億以上")]
    [InlineData("「区民の割合：55%以上")]
    public void Figures_that_find_no_sure_place_are_kept_as_text_with_a_warning(string text)
    {
        var read = TargetReading.Read(text);

        read.Target.ShouldBe(new Target { Text = text, Operator = TargetOperator.Qualitative });
        read.Warnings.ShouldBe([new Warning(WarningCode.TargetUnreadable, text)]);
    }

    [Theory]
    [InlineData("受入計画（案）の策定", TargetOperator.Milestone)]
    [InlineData("7区のうち浸水が激しい2区での訓練の実施", TargetOperator.Milestone)]
    [InlineData("根拠条例及び運営方法の枠組みの整理", TargetOperator.Milestone)]
    [InlineData("空家の調査を行い、適切な指導を実施", TargetOperator.Milestone)]
    [InlineData("進捗の把握及び取組の促進", TargetOperator.Qualitative)]
    [InlineData("連携の強化を図る", TargetOperator.Qualitative)]
    [InlineData("住みよいまち", TargetOperator.Qualitative)]
    [InlineData("前年度並み", TargetOperator.Qualitative)]
    public void Deeds_and_judgements_are_no_doubt(string text, TargetOperator op)
    {
        var read = TargetReading.Read(text);

        read.Name.ShouldBe(text);
        read.Target.ShouldBe(new Target { Text = text, Operator = op });
        read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("令和3年3月31日までに計画を策定", null, "2021-03-31")]
    [InlineData("令和2年12月末までに計画を策定", null, "2020-12-31")]
    [InlineData("２月末までに計画を策定", 2020, "2021-02-28")]
    [InlineData("9月までに計画を策定", 2020, "2020-09-30")]
    [InlineData("年度内に計画を策定", 2020, "2021-03-31")]
    [InlineData("9月までに計画を策定", null, null)]
    [InlineData("令和3年13月までに計画を策定", 2020, null)]
    [InlineData("令和3年2月30日までに計画を策定", 2020, null)]
    public void A_milestone_keeps_the_day_it_is_due(string text, int? year, string? due)
    {
        var read = TargetReading.Read(text, year is { } known ? new FiscalYear(known) : null);

        read.Target.Operator.ShouldBe(TargetOperator.Milestone);
        read.Target.DueDate.ShouldBe(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_earlier_figure_and_the_one_to_reach_give_baseline_and_bound()
    {
        var read = TargetReading.Read("来場者数の増加（平成28年度：約20,000人⇒令和2年度：約25,000人）");

        read.Name.ShouldBe("来場者数");
        read.Target.ShouldBe(new Target
        {
            Text = "増加（平成28年度：約20,000人⇒令和2年度：約25,000人）",
            Operator = TargetOperator.AtLeast,
            Value = 25000,
            Unit = "人",
            RelativeTo = new("平成28年度", 20000),
        });
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_standard_that_each_counted_thing_is_held_against_is_kept_beside_the_bound()
    {
        var read = TargetReading.Read("肯定的回答の割合が、平成30年度を基準として改善している学校が3校以上");

        read.Name.ShouldBe("肯定的回答の割合が、平成30年度を基準として改善している学校");
        read.Target.ShouldBe(new Target
        {
            Text = "3校以上",
            Operator = TargetOperator.AtLeast,
            Value = 3,
            Unit = "校",
            RelativeTo = new("平成30年度", null),
        });
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_range_needs_both_ends_in_one_unit_and_in_order()
    {
        TargetReading.Read("50%以上60%以下").Target.ShouldBe(
            new Target { Text = "50%以上60%以下", Operator = TargetOperator.Between, Value = 50, UpperValue = 60, Unit = "%" });
        TargetReading.Read("５〜１０件").Target.ShouldBe(
            new Target { Text = "５〜１０件", Operator = TargetOperator.Between, Value = 5, UpperValue = 10, Unit = "件" });
        TargetReading.Read("60%以上50%以下").Target.Operator.ShouldBe(TargetOperator.Qualitative);
        TargetReading.Read("5件以上10回以下").Target.Operator.ShouldBe(TargetOperator.Qualitative);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("：")]
    [InlineData("「")]
    [InlineData("⇒")]
    public void Nothing_to_read_gives_a_target_that_says_nothing(string text)
    {
        var read = TargetReading.Read(text);

        read.Target.ShouldBe(new Target { Text = text.Trim(), Operator = TargetOperator.Qualitative });
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_text_longer_than_any_target_is_kept_whole()
    {
        var text = new string('あ', TargetReading.LongestText) + "：55%以上";

        var read = TargetReading.Read(text);

        read.Target.Text.ShouldBe(text);
        read.Warnings.ShouldHaveSingleItem().Code.ShouldBe(WarningCode.TargetUnreadable);
    }

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
