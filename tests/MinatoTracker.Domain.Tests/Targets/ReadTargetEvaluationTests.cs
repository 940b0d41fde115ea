using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests.Targets;

/// <summary>From the printed words to the verdict: what was read is what an actual is held against.</summary>
public sealed class ReadTargetEvaluationTests
{
    [Theory]
    [InlineData("55%以上", "55", Evaluation.Met)]
    [InlineData("55%以上", "54.9", Evaluation.NotMet)]
    [InlineData("5件以下", "5", Evaluation.Met)]
    [InlineData("5件以下", "6", Evaluation.NotMet)]
    [InlineData("前年（50.3%）を上回る", "50.3", Evaluation.NotMet)]
    [InlineData("前年（50.3%）を上回る", "50.4", Evaluation.Met)]
    [InlineData("10件未満", "10", Evaluation.NotMet)]
    [InlineData("令和元年度（44.4%）以上", "44.4", Evaluation.Met)]
    [InlineData("過去3年平均件数（5.7件）の10%減の5件以下", "5", Evaluation.Met)]
    [InlineData("過去3年平均件数（5.7件）の10%減の5件以下", "5.1", Evaluation.NotMet)]
    [InlineData("前年度（120件）の10%減", "108", Evaluation.Met)]
    [InlineData("前年度（120件）の10%減", "109", Evaluation.NotMet)]
    [InlineData("前年同時期（17.6%）の0.5%増", "18.1", Evaluation.Met)]
    [InlineData("前年同時期（17.6%）の0.5%増", "17.6", Evaluation.NotMet)]
    [InlineData("前年同時期（17.6%）の0.5%増", "17.7", Evaluation.NotComparable)]
    [InlineData("元年度決算額以下", "77619", Evaluation.NotComparable)]
    [InlineData("全地域", "11", Evaluation.NotComparable)]
    [InlineData("全11地域", "11", Evaluation.Met)]
    [InlineData("計画の策定", "1", Evaluation.NotComparable)]
    public void An_actual_is_held_against_what_the_words_ask(string text, string actual, Evaluation verdict) =>
        TargetReading.Read(text).Target
            .Evaluate(new Actual { Value = decimal.Parse(actual, System.Globalization.CultureInfo.InvariantCulture) })
            .ShouldBe(verdict);

    [Theory]
    [InlineData("5件以下", true)]
    [InlineData("3日未満", true)]
    [InlineData("前年度（120件）の10%減", true)]
    [InlineData("元年度決算額以下の達成", true)]
    [InlineData("55%以上", false)]
    [InlineData("5施設", false)]
    public void Lower_is_better_where_the_words_say_so(string text, bool lower) =>
        TargetReading.Read(text).Target.LowerIsBetter().ShouldBe(lower);
}
