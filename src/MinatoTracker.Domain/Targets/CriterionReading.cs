using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Targets;

/// <summary>Reads a folded text that is a criterion from its first to its last character: 55%以上, 前年（50.3%）を上回る.</summary>
internal static partial class CriterionReading
{
    private static readonly Func<string, Target?>[] Shapes = [Range, Whole, Relative, Bound, Plain];

    /// <returns>The target with an empty text, or null where the text is no criterion that can be read surely.</returns>
    public static Target? Read(string folded)
    {
        foreach (var shape in Shapes)
            if (shape(folded) is { } target) return target;
        return null;
    }

    // 50%以上60%以下, 5~10件
    private static Target? Range(string folded)
    {
        var match = RangeShape().Match(folded);
        if (!match.Success) return null;
        var (lower, upper) = (TargetWords.Value(match.Groups["v"]), TargetWords.Value(match.Groups["w"]));
        var (first, unit) = (TargetWords.Unit(match.Groups["x"]), TargetWords.Unit(match.Groups["u"]));
        if (lower is null || upper is null || lower > upper || (first is not null && first != unit)) return null;
        return New(TargetOperator.Between, lower, unit) with { UpperValue = upper };
    }

    // 全地域, 全11地域, すべての学校で実施
    private static Target? Whole(string folded)
    {
        var match = WholeShape().Match(folded);
        if (!match.Success) return null;
        var number = match.Groups["v"];
        var value = number.Success ? TargetWords.Value(number) : null;
        return number.Success && value is null ? null : New(TargetOperator.AllOf, value, TargetWords.Unit(match.Groups["u"]));
    }

    // 55%以上, 延べ70団体・個人以上, 2回以上開催する
    private static Target? Bound(string folded)
    {
        var match = BoundShape().Match(folded);
        if (!match.Success || TargetWords.Value(match.Groups["v"], match.Groups["scale"]) is not { } value) return null;
        var op = TargetWords.Operator(match.Groups["op"])!.Value;
        if (match.Groups["least"].Success && op is not TargetOperator.AtLeast) return null;
        return New(op, Signed(match, value), TargetWords.Unit(match.Groups["u"]));
    }

    // 5施設, 100%にする
    private static Target? Plain(string folded)
    {
        var match = PlainShape().Match(folded);
        if (!match.Success || TargetWords.Value(match.Groups["v"], match.Groups["scale"]) is not { } value) return null;
        var unit = TargetWords.Unit(match.Groups["u"]);
        if (TargetWords.IsDate(unit)) return null;
        var op = match.Groups["least"].Success ? TargetOperator.AtLeast : TargetOperator.Exactly;
        return New(op, Signed(match, value), unit);
    }

    // 前年（50.3%）を上回る, 前年同時期（17.6%）の0.5%増, 過去3年平均件数（5.7件）の10%減の5件以下
    private static Target? Relative(string folded)
    {
        var match = RelativeShape().Match(folded);
        if (!match.Success || !Says(match)) return null;
        if (Unread(match, "bv") || Unread(match, "ch") || Unread(match, "v")) return null;

        var baselineUnit = TargetWords.Unit(match.Groups["bu"]);
        var (change, changeUnit) = Change(match, baselineUnit);
        var relative = new RelativeTo(match.Groups["base"].Value.Trim(), Number(match, "bv"), change, changeUnit);
        var op = TargetWords.Operator(match.Groups["op"])
            ?? (change is null ? TargetOperator.Exactly : change < 0 ? TargetOperator.AtMost : TargetOperator.AtLeast);
        var unit = TargetWords.Unit(match.Groups["u"]) ?? baselineUnit
            ?? (changeUnit is ChangeUnit.Unit ? match.Groups["cu"].Value : null);
        return New(op, Number(match, "v"), unit) with { RelativeTo = relative };
    }

    // A period alone (令和2年度) asks for nothing.
    private static bool Says(Match match) =>
        match.Groups["op"].Success || match.Groups["ch"].Success || match.Groups["v"].Success || match.Groups["bv"].Success;

    private static (decimal? Change, ChangeUnit Unit) Change(Match match, string? baselineUnit)
    {
        if (Number(match, "ch") is not { } size) return (null, ChangeUnit.None);
        var down = TargetWords.Down.Split('|').Contains(match.Groups["dir"].Value);
        var signed = down ? -size : size;
        return match.Groups["cu"].Value switch
        {
            // 割 is a tenth of the baseline, never a point.
            "割" => (signed * 10, ChangeUnit.Percent),
            "ポイント" or "pt" => (signed, ChangeUnit.Points),
            "%" => (signed, baselineUnit is null or "%" ? ChangeUnit.Unstated : ChangeUnit.Percent),
            _ => (signed, ChangeUnit.Unit),
        };
    }

    private static decimal? Number(Match match, string group) =>
        match.Groups[group].Success ? TargetWords.Value(match.Groups[group]) : null;

    private static bool Unread(Match match, string group) => match.Groups[group].Success && Number(match, group) is null;

    private static decimal Signed(Match match, decimal value) => match.Groups["minus"].Success ? -value : value;

    private static Target New(TargetOperator op, decimal? value, string? unit) =>
        new() { Text = "", Operator = op, Value = value, Unit = unit };

    private const string UpperEnd = "(?<w>" + TargetWords.Number + ")(?<u>" + TargetWords.UnitCharacter + "{0,8}?)";
    private const string Minus = "(?<minus>[-▲△])?";
    private const string Scale = "(?<scale>[万億](?!円))?";
    private const string Operator = "(?:を|より|が)?(?<op>" + TargetWords.Operators + ")";

    [GeneratedRegex(
        "^" + TargetWords.Prefix + "(?<v>" + TargetWords.Number + ")(?<x>" + TargetWords.UnitCharacter + "{0,8}?)"
        + "(?:~" + UpperEnd + "(?:の間)?|以上(?:、|,|かつ)? ?" + UpperEnd + "(?:以下|以内))" + TargetWords.Tail,
        RegexOptions.CultureInvariant)]
    private static partial Regex RangeShape();

    [GeneratedRegex(
        "^(?:全ての|全て|すべての|全)(?<v>" + TargetWords.Number + ")?"
        + "(?<u>地域|校下|小学校区|中学校区|校区|小学校|中学校|小中学校|学校園|学校|校|区|団体|施設|園|箇所|か所|件|事業者|事業|町会|世帯|職員|職場|課|項目|館|員)"
        + "(?:で|が|に)?(?:" + TargetWords.Tail + ")",
        RegexOptions.CultureInvariant)]
    private static partial Regex WholeShape();

    [GeneratedRegex(
        "^" + TargetWords.Prefix + Minus + "(?<v>" + TargetWords.Number + ")" + Scale
        + "(?<u>" + TargetWords.UnitCharacter + "{0,8}?)" + Operator + TargetWords.Tail,
        RegexOptions.CultureInvariant)]
    private static partial Regex BoundShape();

    [GeneratedRegex(
        "^" + TargetWords.Prefix + Minus + "(?<v>" + TargetWords.Number + ")" + Scale
        + "(?<u>" + TargetWords.PlainUnit + ")(?:程度|前後)?" + TargetWords.Tail,
        RegexOptions.CultureInvariant)]
    private static partial Regex PlainShape();

    [GeneratedRegex(
        "^(?<base>" + TargetWords.Baseline + @"[^0-9\s、。()「」:のをよ以未超]{0,10}?)"
        + @" ?(?:\((?:[^()]*?[:は ])?約?(?<bv>" + TargetWords.Number + ")(?<bu>" + TargetWords.UnitCharacter + @"{0,6})\))?"
        + "(?:の(?:数値|実績値|実績|水準|結果|値))?"
        + "(?:(?:の|より|から|比で?|に比べて?|に対して|を)? ?(?<ch>" + TargetWords.Number + ")"
        + "(?<cu>%|ポイント|pt|割|" + TargetWords.UnitCharacter + "{1,6}?)(?:以上|程度)?の?(?<dir>" + TargetWords.Up + "|" + TargetWords.Down + ")"
        + "(?:させる|とする|する)?)?"
        + "(?:(?:の|して|し、|、|比で?|となる)? ?約?(?<v>" + TargetWords.Number + ")(?<u>" + TargetWords.UnitCharacter + "{0,8}?))?"
        + "(?:" + Operator + ")?" + TargetWords.Tail,
        RegexOptions.CultureInvariant)]
    private static partial Regex RelativeShape();
}
