using MinatoTracker.Domain;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Tests.Site;

public sealed class WordsTests
{
    public static TheoryData<Target, string, string> Targets => new()
    {
        { Of(TargetOperator.AtLeast, 55, "%"), "55%以上", "55% or more" },
        { Of(TargetOperator.AtMost, 5, "件"), "5件以下", "5 cases or less" },
        { Of(TargetOperator.MoreThan, 8.8m, "%"), "8.8%を上回る", "more than 8.8%" },
        { Of(TargetOperator.Exactly, 15000, "千円"), "15,000千円", "15,000 thousand yen" },
        { Of(TargetOperator.AtLeast, 3.5m, "枚"), "3.5枚以上", "3.5枚 or more" },
        { Of(TargetOperator.Between, 2, "回") with { UpperValue = 4 }, "2～4回", "2 to 4 times" },
        { Relative(new("前年度", 50.3m)), "前年度（50.3%）を上回る", "more than 前年度 (50.3%)" },
        { Relative(new("前年度", null)), "前年度を上回る", "more than 前年度" },
        { Relative(new("前年度", 17.6m, 0.5m, ChangeUnit.Points)), "前年度（17.6%）の0.5ポイント増を上回る", "more than 前年度 (17.6%) plus 0.5 points" },
        { Relative(new("3年平均", 5.7m, -10, ChangeUnit.Percent)), "3年平均（5.7%）の10%減を上回る", "more than 3年平均 (5.7%) minus 10%" },
        { Of(TargetOperator.Qualitative, null, null) with { Text = "取組の促進" }, "取組の促進", "取組の促進" },
        { Of(TargetOperator.AllOf, 11, "地域"), "11地域すべて", "all 11 districts" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_told_in_both_languages(Target target, string japanese, string english)
    {
        Speaking.In("ja", words => words.Describe(target)).ShouldBe(japanese);
        Speaking.In("en", words => words.Describe(target)).ShouldBe(english);
    }

    [Fact]
    public void A_target_is_shown_as_published_in_japanese()
    {
        var target = Of(TargetOperator.AtLeast, 70, "団体・個人") with { Text = "延べ70団体・個人以上" };

        Speaking.In("ja", words => words.Shown(target)).ShouldBe("延べ70団体・個人以上");
        Speaking.In("en", words => words.Shown(target)).ShouldBe("70 groups and individuals or more");
    }

    [Fact]
    public void Days_are_told_in_eras_and_times_on_the_offices_clock()
    {
        var time = new DateTimeOffset(2020, 10, 1, 15, 5, 0, TimeSpan.Zero);

        Speaking.In("ja", words => words.Time(time)).ShouldBe("令和2年10月2日 0:05");
        Speaking.In("en", words => words.Time(time)).ShouldBe("2 October 2020, 0:05");
        Speaking.In("ja", words => words.FiscalYear(2019)).ShouldBe("令和元年度");
    }

    [Fact]
    public void A_refusal_tells_days_as_people_read_them()
    {
        Speaking.In("ja", words => words.Of(new Refusal("submissionDeadline", RefusalCode.BeforeCutoff, "2020-08-31"))).ShouldBe("基準日（令和2年8月31日）より後の日を入力してください。");
        Speaking.In("ja", words => words.Of(new Refusal("cutoffDate", RefusalCode.OutsideFiscalYear, "2020"))).ShouldBe("計画の年度の外の日です（令和2年度）。");
        Speaking.In("en", words => words.Of(new Refusal("publicationDate", RefusalCode.BeforeDeadline, "2020-09-15"))).ShouldContain("15 September 2020");
        Speaking.In("ja", words => words.Of(new Refusal("value", RefusalCode.OutOfBounds, "0–100"))).ShouldContain("0–100");
    }

    private static Target Of(TargetOperator op, decimal? value, string? unit) => new() { Text = "", Operator = op, Value = value, Unit = unit };

    private static Target Relative(RelativeTo to) => Of(TargetOperator.MoreThan, null, "%") with { RelativeTo = to };
}
