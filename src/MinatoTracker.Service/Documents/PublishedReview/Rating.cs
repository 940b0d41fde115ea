using System.Text.RegularExpressions;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>The status that opens a cell: 【目標達成見込、取組予定通り進捗していない】.</summary>
/// <param name="Before">What stands before it in the cell: nothing, unless cells ran together.</param>
/// <param name="Text">The status as printed, with its brackets.</param>
/// <param name="After">What follows: the narrative.</param>
internal sealed partial record Rating(
    string Before, string Text, string After, AttainmentOutlook? Outlook, ProgressStatus? Progress)
{
    public static bool IsIn(string text) => Words().IsMatch(text);

    /// <returns>Null where the text holds no status; both axes null where it holds one that can't be read.</returns>
    public static Rating? In(string text)
    {
        if (Words().Match(text) is { Success: true } read)
        {
            return new(
                text[..read.Index].Trim(),
                read.Value.Trim(),
                text[(read.Index + read.Length)..].Trim(),
                read.Groups["not"].Success ? AttainmentOutlook.NotExpected : AttainmentOutlook.Expected,
                read.Groups["going"].Value switch
                {
                    "" => null,
                    "いる" => ProgressStatus.OnSchedule,
                    _ => ProgressStatus.NotOnSchedule,
                });
        }

        return Brackets().Match(text) is { Success: true } other
            ? new(text[..other.Index].Trim(), other.Value, text[(other.Index + other.Length)..].Trim(), null, null)
            : null;
    }

    // The closing bracket may be lost; the words themselves tell where the status ends.
    [GeneratedRegex(
        @"(?:【|^)\s*目標\s*(?<not>未)?\s*達成\s*見込み?\s*(?:[、,，・]?\s*取組\s*予定\s*(?:通|どお)り\s*に?\s*進捗\s*して\s*(?<going>いる|いない))?\s*(?:】|(?=\s|$|[^、,，・】]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex("^【[^】]{0,80}】", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
