using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests.Targets;

public sealed class TargetCellReadingTests
{
    [Theory]
    [InlineData("①受診の充足率：80%以上 ②受診率：前年同時期（17.6%）の0.5%増")]
    [InlineData("①受診の充足率：80%以上②受診率：前年同時期（17.6%）の0.5%増")]
    [InlineData(" ①受診の充足率：80%以上\n②受診率：前年同時期（17.6%）の0.5%増\n")]
    [InlineData("（１）受診の充足率：80%以上 （２）受診率：前年同時期（17.6%）の0.5%増")]
    [InlineData("受診の充足率：80%以上\n受診率：前年同時期（17.6%）の0.5%増")]
    public void Numbered_targets_are_indicators_of_their_own(string text)
    {
        var read = TargetCellReading.Read(text);

        read.Select(one => one.Name).ShouldBe(["受診の充足率", "受診率"]);
        read[0].Target.Value.ShouldBe(80);
        read[1].Target.RelativeTo.ShouldBe(new("前年同時期", 17.6m, 0.5m, ChangeUnit.Unstated));
        read[1].Warnings.ShouldBe([new Warning(WarningCode.PointsOrPercentUnstated, "前年同時期（17.6%）の0.5%増")]);
    }

    [Theory]
    [InlineData("（①の設問に）有効と答えた割合：60%以上")]
    [InlineData("アンケート①と②で有効と答えた割合：60%以上")]
    public void A_number_that_refers_to_something_splits_nothing(string text) =>
        TargetCellReading.Read(text).ShouldHaveSingleItem().Target.Value.ShouldBe(60);

    [Fact]
    public void Lines_of_one_sentence_are_joined()
    {
        var read = TargetCellReading.Read("保育施設へのアンケート\n「理解が深まった」との回答：66%以上").ShouldHaveSingleItem();

        read.Name.ShouldBe("保育施設へのアンケート 「理解が深まった」との回答");
        read.Target.Value.ShouldBe(66);
    }

    [Fact]
    public void An_empty_cell_has_no_indicator() => TargetCellReading.Read(" \n　").ShouldBeEmpty();

    [Fact]
    public void A_mark_with_nothing_behind_it_is_no_empty_target()
    {
        TargetCellReading.Read("①").ShouldHaveSingleItem().Target.Text.ShouldBe("①");
        TargetCellReading.Read("① ②受講率：50%以上").ShouldHaveSingleItem().Target.Value.ShouldBe(50);
    }

    [Theory]
    [InlineData("利用者の満足度：55%以上 ⇒ 50%以上")]
    [InlineData("利用者の満足度：55%以上⇒【変更】50％以上")]
    [InlineData("利用者の満足度：55%以上→（変更後）利用者の満足度：50%以上")]
    public void A_lowered_bound_of_the_same_measure_changes_the_level(string text)
    {
        var read = TargetCellReading.Read(text).ShouldHaveSingleItem();

        read.Name.ShouldBe("利用者の満足度");
        read.Target.Value.ShouldBe(55);
        var revision = read.Revision.ShouldNotBeNull();
        (revision.Kind, revision.KindAssumed, revision.IndicatorName, revision.Target.Value)
            .ShouldBe((RevisionKind.LevelChange, false, null, 50m));
    }

    [Fact]
    public void A_reworded_question_in_the_same_unit_changes_the_method_and_says_that_this_is_assumed()
    {
        var read = TargetCellReading.Read(
            "「活動に参加したことがある」と答えた割合：令和元年度（10.6%）の数値以上 ⇒「活動に参加したことがある、または機会があれば参加したい」と答えた割合：8.8%以上（10.6%の10/12）").ShouldHaveSingleItem();

        read.Name.ShouldBe("「活動に参加したことがある」と答えた割合");
        read.Target.RelativeTo.ShouldBe(new("令和元年度", 10.6m));
        var revision = read.Revision.ShouldNotBeNull();
        (revision.Kind, revision.KindAssumed).ShouldBe((RevisionKind.MethodChange, true));
        revision.IndicatorName.ShouldBe("「活動に参加したことがある、または機会があれば参加したい」と答えた割合");
        revision.Target.Value.ShouldBe(8.8m);
    }

    [Fact]
    public void Another_thing_in_another_unit_replaces_the_indicator()
    {
        var read = TargetCellReading.Read(
            "行事への来場者数の増加（平成28年度：約20,000人⇒令和2年度：約25,000人） ⇒【変更】ウェブサイトのアクセス件数：2,000件以上").ShouldHaveSingleItem();

        read.Name.ShouldBe("行事への来場者数");
        read.Target.Value.ShouldBe(25000);
        var revision = read.Revision.ShouldNotBeNull();
        (revision.Kind, revision.KindAssumed, revision.IndicatorName).ShouldBe((RevisionKind.IndicatorReplacement, false, "ウェブサイトのアクセス件数"));
        (revision.Target.Value, revision.Target.Unit).ShouldBe((2000m, "件"));
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_step_between_the_first_and_the_last_is_told_as_a_doubt()
    {
        const string Text = "満足度：55%以上⇒50%以上⇒45%以上";

        var read = TargetCellReading.Read(Text).ShouldHaveSingleItem();

        (read.Target.Value, read.Revision?.Target.Value).ShouldBe((55m, 45m));
        read.Warnings.ShouldBe([new Warning(WarningCode.TargetUnreadable, Text)]);
    }

    [Fact]
    public void A_deed_in_place_of_a_deed_changes_the_process_goal() =>
        TargetCellReading.Read("講演会の開催⇒冊子の作成").ShouldHaveSingleItem().Revision.ShouldNotBeNull()
            .Kind.ShouldBe(RevisionKind.ProcessGoalChange);

    [Fact]
    public void A_narrative_that_swaps_one_goal_for_another_tells_both()
    {
        var read = RevisionReading.InNarrative(
            "相談が増えた。招くことは難しく、目標を「外部機関が加わったプランの割合30%以上」を「事例報告・意見交換会を2回以上開催する」に変更する。").ShouldNotBeNull();

        (read.Name, read.Target.Value, read.Target.Unit).ShouldBe(("外部機関が加わったプランの割合", 30m, "%"));
        var revision = read.Revision.ShouldNotBeNull();
        (revision.Kind, revision.KindAssumed).ShouldBe((RevisionKind.IndicatorReplacement, false));
        (revision.IndicatorName, revision.Target.Value, revision.Target.Unit).ShouldBe(("事例報告・意見交換会", 2m, "回"));
    }

    [Theory]
    [InlineData("「健康フェスタ」を「パネル展示」に変更する。")]
    [InlineData("目標である「健康フェスタ」を「パネル展示」に変更する。")]
    [InlineData("目標を見直す。")]
    public void A_narrative_without_two_criteria_tells_no_revision(string narrative) =>
        RevisionReading.InNarrative(narrative).ShouldBeNull();

    [Fact]
    public void Amounts_of_one_unit_are_parts_of_a_total_told_elsewhere()
    {
        var read = TargetCellReading.ReadSum(
            ["広告、バナー等：5,338千円", "使用料：3,152千円"], ["収入の確保", "令和2年度目標額：9,000千円", "令和2年度見込み：8,500千円"]).ShouldNotBeNull();

        (read.Name, read.Target.Value, read.Target.Unit).ShouldBe(("令和2年度目標額", 9000m, "千円"));
        read.Target.Parts.ShouldBe([new TargetPart("広告、バナー等", 5338, "千円"), new TargetPart("使用料", 3152, "千円")]);
    }

    [Theory]
    [InlineData("講演会：3回", "研修会：2回", "開催の見込み：4回")]
    [InlineData("講演会：3回", "冊子：200部", "目標：203回")]
    [InlineData("講演会：3回", "周知に努める", "目標：5回")]
    [InlineData("講演会：3回", "研修会：2回", "目標：5人")]
    public void Amounts_without_a_fitting_total_are_no_sum(string one, string other, string elsewhere) =>
        TargetCellReading.ReadSum([one, other], [elsewhere]).ShouldBeNull();

    [Theory]
    [InlineData("55%以上", null, 0, 100)]
    [InlineData("7割以上", null, 0, 10)]
    [InlineData("3.5点以上", "調査（５点満点）での点数", 0, 5)]
    public void A_unit_bounds_what_a_target_may_ask(string text, string? name, int lowest, int highest) =>
        TargetBounds.For(TargetReading.Read(text).Target, name).ShouldBe(new TargetBounds(lowest, highest));

    [Theory]
    [InlineData("5件以上", null)]
    [InlineData("3.5点以上", "調査での点数")]
    [InlineData("110%以上", "売上の前年度比")]
    public void Other_units_bound_nothing(string text, string? name) =>
        TargetBounds.For(TargetReading.Read(text).Target, name).ShouldBeNull();
}
