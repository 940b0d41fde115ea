using System.Globalization;
using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Targets;

/// <summary>The words that targets are written with, all in folded form (half-width digits and signs).</summary>
/// <remarks>A new word goes into these tables; the readers stay as they are.</remarks>
internal static partial class TargetWords
{
    /// <summary>A number with or without separators of thousands: 4,400 or 59.2.</summary>
    public const string Number = @"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?";

    /// <summary>Anything that may stand between a number and a word for more or less.</summary>
    public const string UnitCharacter = @"[^0-9\s、。,.:;()「」『』【】⇒→~]";

    /// <summary>A unit with no such word after it: kanji, katakana, letters, signs; words of comparison are no units.</summary>
    public const string PlainUnit = @"(?:[\u4E00-\u9FFFァ-ヶーA-Za-z%/・々㎡-[増減以未超比満]]{0,6}?(?:か所|つ)?)";

    public const string Operators = "下回らない|上回らない|超えない|以上|以下|以内|未満|下回る|上回る|超える|超";

    public const string Prefix =
        "(?:(?:延べ|のべ|合計|総計|計|年間|年|全体で|約|おおむね|概ね|(?<least>少なくとも|最低でも|最低)) ?){0,3}";

    /// <summary>What may follow a bound without changing it: とする, の達成, を目指す, a note in brackets.</summary>
    public const string Tail =
        "(?!.*(?:ない|せず))(?:[をとにのでが]?(?:達成|確保|維持|実施|実現|開催|目標|目指|めざ|参加|配布|発信|引き上げ|行[いうっわ]|設け|開[いかきく]|なる|する|す|である)[ぁ-ん]{0,6}){0,2}"
        + @" ?(?:\([^()]*\))? ?。? ?$";

    public const string Up = "増加|増|上昇|向上|引き上げ|上回る";
    public const string Down = "減少|削減|減|低下|引き下げ|下回る";

    /// <summary>A past period or standing that a target may hang on (基準値).</summary>
    public const string Baseline =
        "(?:前年度?|昨年度?|前回|前期|従来|現状|現在|基準値|当初|全?市平均"
        + "|(?:令和|平成|昭和|R|H) ?(?:元|[0-9]{1,2}) ?年度?|(?:元|[0-9]{1,2})年度|(?:19|20)[0-9]{2}年度?"
        + "|(?:過去|直近)?[0-9]{1,2}[かカヵケヶ]?年(?:度|間)?の?平均)";

    private static readonly Dictionary<string, TargetOperator> OperatorOf = new()
    {
        ["下回らない"] = TargetOperator.AtLeast,
        ["上回らない"] = TargetOperator.AtMost,
        ["超えない"] = TargetOperator.AtMost,
        ["以上"] = TargetOperator.AtLeast,
        ["以下"] = TargetOperator.AtMost,
        ["以内"] = TargetOperator.AtMost,
        ["未満"] = TargetOperator.LessThan,
        ["下回る"] = TargetOperator.LessThan,
        ["上回る"] = TargetOperator.MoreThan,
        ["超える"] = TargetOperator.MoreThan,
        ["超"] = TargetOperator.MoreThan,
    };

    /// <summary>The operator that a word stands for; null for no word.</summary>
    public static TargetOperator? Operator(Group word) => word.Success ? OperatorOf[word.Value] : null;

    /// <summary>The number in a group, with 万 or 億 counted in; null where it is none or too long for a decimal.</summary>
    public static decimal? Value(Group number, Group? scale = null)
    {
        var readable = decimal.TryParse(
            number.ValueSpan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value);
        if (!readable || value > 1_000_000_000_000_000m) return null;
        return scale?.Value switch
        {
            "万" => value * 10_000,
            "億" => value * 100_000_000,
            _ => value,
        };
    }

    public static string? Unit(Group unit) => unit.Success && unit.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A day or a month is no amount, though it looks like one: 3月, 2日.</summary>
    public static bool IsDate(string? unit) => unit is not null && DateUnit().IsMatch(unit);

    /// <summary>Whether the words say that a number is to be hit: 100%にする.</summary>
    public static bool SaysExactly(string text) => Exact().IsMatch(JapaneseText.Fold(text));

    public static bool HasFigures(string folded) => Figure().IsMatch(folded);

    /// <summary>Whether a number with a word for more or less stands anywhere in the text.</summary>
    public static bool HasBound(string folded) => BoundAnywhere().IsMatch(folded);

    /// <summary>Whether the text holds a bound that ends there, as the first of two criteria does; 3回以上参加した is none.</summary>
    public static bool HasClosedBound(string folded) => ClosedBound().IsMatch(folded);

    /// <summary>Something to be done (の策定, を実施する) rather than to be judged.</summary>
    public static bool EndsAsMilestone(string folded) => Milestone().IsMatch(folded);

    /// <summary>Something that people judge (の促進, の向上).</summary>
    public static bool EndsAsJudged(string folded) => Judged().IsMatch(folded);

    [GeneratedRegex("^(?:年|月|日|時|分|歳|世紀)(?!間|数|分|延)", RegexOptions.CultureInvariant)]
    private static partial Regex DateUnit();

    [GeneratedRegex("[0-9](?:" + UnitCharacter + "{0,8})?(?:にする|とする|に引き上げる|に達する)|ちょうど|丁度", RegexOptions.CultureInvariant)]
    private static partial Regex Exact();

    [GeneratedRegex(@"[0-9]|\p{Nd}", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex(
        "[0-9]" + UnitCharacter + "{0,6}?(?:" + Operators + "|" + Up + "|" + Down + ")"
        + "|[一二三四五六七八九十百]" + UnitCharacter + "{1,4}?(?:" + Operators + ")",
        RegexOptions.CultureInvariant)]
    private static partial Regex BoundAnywhere();

    [GeneratedRegex(
        "[0-9]" + UnitCharacter + "{0,8}?(?:" + Operators + @")(?:\s|、|,|かつ|及び|又は|または|であり|で、|$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ClosedBound();

    [GeneratedRegex(
        "(?:策定|作成|制定|改定|設置|開設|開始|完了|完成|整理|実施|構築|導入|締結|公表|決定|確定|整備|開催|取りまとめ|とりまとめ|配備|移転|供用|設立)"
        + @"(?:する|した|を行う|を完了|を完了する|すること|を目指す|をめざす)?(?: ?\([^()]*\))?[。 ]*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Milestone();

    [GeneratedRegex(
        "(?:促進|推進|向上|充実|強化|改善|支援|連携|拡大|増加|減少|把握|検討|活性化|醸成|啓発|維持|確保|図る|努める|進める|取り組む)"
        + @"(?:する|を図る|に努める|を進める|すること|を目指す|をめざす)?(?: ?\([^()]*\))?[。 ]*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Judged();
}
