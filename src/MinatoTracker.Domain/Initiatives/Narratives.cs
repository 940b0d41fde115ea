using System.Text.RegularExpressions;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>What the words of a narrative (達成状況と課題・改善策) give away about the row that it stands on.</summary>
public static partial class Narratives
{
    /// <summary>The last piece of a text that breaks off: it ends in a particle or comma, or leaves a bracket open.</summary>
    /// <returns>Null for a text that ends.</returns>
    public static string? BrokenOff(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var last = JapaneseText.Sentences(text).LastOrDefault();
        return last is not null && (Dangling().IsMatch(last) || JapaneseText.OpenBrackets(last) > 0) ? last : null;
    }

    /// <summary>The first sentence that says that work goes to plan (計画どおり実施), unless it says that it does not.</summary>
    public static string? SaysToPlan(string? text) =>
        text is null ? null : JapaneseText.Sentences(text).FirstOrDefault(sentence => ToPlan().IsMatch(sentence));

    /// <summary>The first sentence that changes a goal, an indicator or how it is measured.</summary>
    public static string? ChangedGoal(string? text) =>
        text is null ? null : JapaneseText.Sentences(text).FirstOrDefault(sentence => Goal().IsMatch(sentence) && Change().IsMatch(sentence));

    // って, いて and the like end no sentence either; る, た and む do.
    [GeneratedRegex("[のをがはにへと、,，・や（「]$|(?:から|まで|より|ため|ては|って|いて|して)$", RegexOptions.CultureInvariant)]
    private static partial Regex Dangling();

    [GeneratedRegex("(?:計画|予定)(?:どお|通)り(?!(?:[^、。]{0,12})(?:ない|なかった|できず|せず|困難))", RegexOptions.CultureInvariant)]
    private static partial Regex ToPlan();

    [GeneratedRegex("目標(?!達成見込|未達成見込)|指標|設問|アンケート対象|測定", RegexOptions.CultureInvariant)]
    private static partial Regex Goal();

    [GeneratedRegex("変更|改め|修正|見直|差し?替え|柔軟に|置き換え", RegexOptions.CultureInvariant)]
    private static partial Regex Change();
}
