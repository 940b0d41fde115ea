using System.Buffers;
using System.Text.RegularExpressions;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Targets;

/// <summary>
/// Reads Japanese target text, as papers print it and people type it. What can't be read surely stays
/// <see cref="TargetOperator.Qualitative"/>, with a warning where it holds figures. Never throws.
/// </summary>
public static partial class TargetReading
{
    /// <summary>Longer than any target; beyond it a text is kept as it is and not searched.</summary>
    public const int LongestText = 2000;

    /// <summary>One indicator and its target, or a bare criterion: 参加者数：延べ70人以上, 55%以上.</summary>
    /// <param name="text">One or more lines; width of digits and signs does not matter.</param>
    /// <param name="year">Gives 3月末までに its year; without it such a date stays unread.</param>
    public static TargetRead Read(string text, FiscalYear? year = null)
    {
        var trimmed = text.Trim();
        var folded = JapaneseText.Fold(trimmed);
        if (folded.Length > LongestText) return Unplaced(trimmed, trimmed, TargetWords.HasFigures(folded));
        return FromTo(trimmed, folded) ?? Bounded(trimmed, folded) ?? Judged(trimmed, folded, year);
    }

    // 来場者数の増加（平成28年度：約20,000人⇒令和2年度：約25,000人）: an earlier figure and the one to reach.
    internal static bool IsFromTo(string folded) =>
        folded.Length <= LongestText && folded.AsSpan().ContainsAny(Arrows) && FromToShape().IsMatch(folded);

    private static TargetRead? FromTo(string text, string folded)
    {
        if (!folded.AsSpan().ContainsAny(Arrows)) return null;
        var match = FromToShape().Match(folded);
        if (!match.Success || match.Groups["from"].Value != match.Groups["unit"].Value) return null;
        if (TargetWords.Value(match.Groups["a"]) is not { } earlier || TargetWords.Value(match.Groups["b"]) is not { } later) return null;

        var direction = match.Groups["dir"];
        var op = TargetWords.Operator(match.Groups["op"]) ?? Operator(direction.Value);
        var start = direction.Success ? direction.Index : match.Groups["figures"].Index;
        return Done(Name(text, folded, match.Groups["name"].Length), new Target
        {
            Text = text[start..],
            Operator = op,
            Value = later,
            Unit = TargetWords.Unit(match.Groups["unit"]),
            RelativeTo = new(match.Groups["period"].Value, earlier),
        });
    }

    private static TargetOperator Operator(string direction) => direction switch
    {
        "" => TargetOperator.Exactly,
        _ when TargetWords.Down.Split('|').Contains(direction) => TargetOperator.AtMost,
        _ => TargetOperator.AtLeast,
    };

    private static TargetRead? Bounded(string text, string folded)
    {
        foreach (var start in Starts(folded))
        {
            if (CriterionReading.Read(folded[start..]) is not { } criterion) continue;
            var name = folded[..start];
            // Two criteria in one text: taking the second would lose the first without a word.
            if (TargetWords.HasClosedBound(name)) return Unplaced(text, text, doubtful: true);
            var target = criterion with { Text = text[start..].Trim() };
            return Done(Name(text, folded, start), WithStanding(target, name));
        }

        return null;
    }

    /// <summary>Where a criterion may begin: after a colon first, then from the left after a particle or the name of a measure.</summary>
    private static IEnumerable<int> Starts(string folded)
    {
        var top = JapaneseText.TopLevel(folded);
        for (var i = folded.Length - 1; i >= 0; i--)
            if (top[i] && folded[i] == ':') yield return SkipSpaces(folded, i + 1);
        for (var i = 0; i < folded.Length; i++)
            if (top[i] && FirstCharacters.Contains(folded[i]) && MayBegin(folded, i)) yield return i;
    }

    private static bool MayBegin(string folded, int i) =>
        i == 0 || BeforeCriterion().IsMatch(folded.AsSpan(Math.Max(0, i - 4), Math.Min(4, i)));

    private static int SkipSpaces(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
        return i;
    }

    // 平成30年度を基準として改善している学校が3校以上: the bound counts schools, each held against the baseline.
    private static Target WithStanding(Target target, string name) =>
        target.RelativeTo is null && StandardOf().Match(name) is { Success: true } standard
            ? target with { RelativeTo = new(standard.Groups["base"].Value, null) }
            : target;

    private static TargetRead Judged(string text, string folded, FiscalYear? year)
    {
        var colon = LastColon(folded);
        var start = colon < 0 ? 0 : SkipSpaces(folded, colon + 1);
        if (start >= folded.Length) start = 0;
        var name = start == 0 ? text : Name(text, folded, start);
        var criterion = folded[start..];

        var milestone = TargetWords.EndsAsMilestone(folded);
        var understood = milestone || TargetWords.EndsAsJudged(folded);
        var doubtful = TargetWords.HasBound(folded) || (!understood && TargetWords.HasFigures(folded));
        if (!milestone || doubtful) return Unplaced(name, text[start..], doubtful);
        return Done(name, new Target
        {
            Text = text[start..],
            Operator = TargetOperator.Milestone,
            DueDate = DueDates.In(criterion, year),
        });
    }

    private static int LastColon(string folded)
    {
        var top = JapaneseText.TopLevel(folded);
        for (var i = folded.Length - 1; i >= 0; i--)
            if (top[i] && folded[i] == ':') return i;
        return -1;
    }

    /// <summary>The text before the criterion without the particle or sign that joins the two; null where nothing is left.</summary>
    private static string? Name(string text, string folded, int end)
    {
        var joint = Joint().Match(folded[..end]);
        var name = text[..(joint.Success ? joint.Index : end)].Trim();
        return name.Length == 0 ? null : name;
    }

    private static TargetRead Done(string? name, Target target) => new(name, target, TargetDoubts.Of(target).ToValueList());

    private static TargetRead Unplaced(string? name, string text, bool doubtful) => new(
        string.IsNullOrEmpty(name) ? null : name,
        new Target { Text = text, Operator = TargetOperator.Qualitative },
        doubtful ? [new(WarningCode.TargetUnreadable, text)] : []);

    private static readonly SearchValues<char> Arrows = SearchValues.Create("⇒→➡");

    // What the shapes of a criterion can begin with: trying them all at every character costs most of the reading.
    private static readonly SearchValues<char> FirstCharacters =
        SearchValues.Create("0123456789-▲△全す延の合総計年通約お概少最前昨従現基当市令平昭RH元過直");

    private const string Period = "(?:(?:令和|平成|昭和|R|H) ?)?(?:元|[0-9]{1,4})年度?|現状|前年度?|目標";

    [GeneratedRegex(
        "^(?<name>.*?)(?:の?(?<dir>" + TargetWords.Up + "|" + TargetWords.Down + "))?(?<figures>[ :]*\\(?(?<period>" + Period + ")[: ]*約?(?<a>" + TargetWords.Number + ")(?<from>"
        + TargetWords.UnitCharacter + "{0,6}?) ?(?:⇒|→|➡) ?(?:" + Period + ")[: ]*約?(?<b>" + TargetWords.Number + ")(?<unit>"
        + TargetWords.UnitCharacter + "{0,6}?)(?<op>" + TargetWords.Operators + ")?\\)?)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex FromToShape();

    [GeneratedRegex(@"(?:[をがはにも、,\s:]|割合|率|数|額|度|点|平均)$", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeCriterion();

    [GeneratedRegex(@"(?:について)?[をがはにも、,:\s]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    [GeneratedRegex("(?<base>" + TargetWords.Baseline + ")(?:を基準|と比較|と比べ|に比べ)", RegexOptions.CultureInvariant)]
    private static partial Regex StandardOf();
}
