using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests.Targets;

public sealed class TargetReadingPropertyTests
{
    private static readonly (string Word, TargetOperator Operator)[] Words =
    [
        ("以上", TargetOperator.AtLeast), ("以下", TargetOperator.AtMost), ("未満", TargetOperator.LessThan),
        ("超", TargetOperator.MoreThan), ("を上回る", TargetOperator.MoreThan), ("を下回る", TargetOperator.LessThan),
    ];

    private static readonly string[] Units = ["%", "件", "回", "人", "千円", "割", "点", "校", "箇所", "団体・個人", "施設"];

    private static readonly string[] Pieces =
    [
        "前年度", "令和元年度", "過去3年平均", "（", "）", "「", "」", "：", ":", "①", "②", "⇒", "→", "【変更】", "の", "を", "が", "以上", "以下",
        "を上回る", "増", "減", "10%", "5件", "0.5ポイント", "3,456", "1,2", "全", "地域", "の策定", "とする", "年度内に", "13月末までに",
        "令和99年2月30日までに", " ", "　", "\n", "、", "。", "２回", "-", "~", "以上60%以下", "万", "割合",
    ];

    private static readonly Arbitrary<string> Cells =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    private static readonly Arbitrary<decimal> Values =
        (from whole in Gen.Choose(0, 9_999_999) from hundredths in Gen.Choose(0, 99) select whole + hundredths / 100m).ToArbitrary();

    [Fact]
    public void No_text_whatever_makes_reading_fail() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        ReadEverything(text.Get);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_jumble_of_target_words_makes_reading_fail() => Prop.ForAll(Cells, ReadEverything).Check(Many);

    [Fact]
    public void Full_width_reads_as_half_width_does() => Prop.ForAll(Cells, text =>
    {
        var half = TargetCellReading.Read(JapaneseText.Fold(text)).Select(WithoutWording);
        var full = TargetCellReading.Read(Widen(JapaneseText.Fold(text))).Select(WithoutWording);
        full.ShouldBe(half);
    }).Check(Many);

    [Fact]
    public void A_typed_value_with_its_unit_and_word_reads_back() => Prop.ForAll(
        Values, Gen.Elements(Units).ToArbitrary(), Gen.Elements(Words).ToArbitrary(), (value, unit, word) =>
        {
            foreach (var number in new[] { value.ToString(CultureInfo.InvariantCulture), value.ToString("#,0.##", CultureInfo.InvariantCulture) })
            {
                var target = TargetReading.Read(number + unit + word.Word).Target;
                (target.Operator, target.Value, target.Unit).ShouldBe((word.Operator, value, unit));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_wording_is_never_lost() => Prop.ForAll(Cells, text =>
    {
        var read = TargetReading.Read(text);
        var kept = read.Name + read.Target.Text;
        foreach (var c in JapaneseText.Fold(text).Where(char.IsAsciiDigit))
            JapaneseText.Fold(kept).ShouldContain(c);
    }).Check(Many);

    [Fact]
    public void Only_a_read_bound_is_without_a_doubt_when_there_is_one() => Prop.ForAll(Cells, text =>
    {
        var read = TargetReading.Read(text);
        var bound = read.Target.Operator is not (TargetOperator.Qualitative or TargetOperator.Milestone);
        var figures = text.Contains("5件以上", StringComparison.Ordinal) || text.Contains("10%以下", StringComparison.Ordinal);
        (bound || !figures || read.Warnings.Count > 0).ShouldBeTrue();
    }).Check(Many);

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static void ReadEverything(string text)
    {
        TargetReading.Read(text, new FiscalYear(2020)).Target.ShouldNotBeNull();
        TargetCellReading.Read(text, new FiscalYear(2020)).ShouldNotBeNull();
        TargetCellReading.ReadSum([text, text], [text]);
        RevisionReading.InNarrative($"目標を「{text}」を「{text}」に変更する。");
        TargetBounds.For(TargetReading.Read(text).Target, text);
    }

    // Wording and details differ by width alone; everything typed must not.
    private static string WithoutWording(TargetRead read) => string.Join('|',
        JapaneseText.Fold(read.Name ?? ""),
        read.Target with { Text = JapaneseText.Fold(read.Target.Text) },
        string.Join(',', read.Warnings.Select(warning => warning.Code)),
        read.Revision is { } r ? $"{r.Kind} {r.KindAssumed} {JapaneseText.Fold(r.IndicatorName ?? "")} {r.Target with { Text = JapaneseText.Fold(r.Target.Text) }}" : "");

    private static string Widen(string text) => string.Concat(text.Select(c => c switch
    {
        ' ' => '\u3000',
        > ' ' and <= '~' => (char)(c + 0xFEE0),
        _ => c,
    }));
}
