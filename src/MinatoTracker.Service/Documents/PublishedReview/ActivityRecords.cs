using System.Text.RegularExpressions;
using MinatoTracker.Domain;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>
/// Splits the text of an activity cell into its records. Bullets are sure; between records that only a space parts,
/// a space counts where the words before it end as a record does. Anything less sure stays in one piece.
/// </summary>
internal static partial class ActivityRecords
{
    public static IReadOnlyList<string> Split(string text) =>
        [.. text.Split('\n').SelectMany(SplitLine).Select(record => record.Trim()).Where(record => record.Length > 0)];

    private static IEnumerable<string> SplitLine(string line) =>
        Bullet().IsMatch(line.AsSpan(0, Math.Min(1, line.Length))) ? Bullet().Split(line) : SplitAtSpaces(line);

    private static List<string> SplitAtSpaces(string line)
    {
        var top = JapaneseText.TopLevel(JapaneseText.Fold(line));
        List<string> records = [];
        var start = 0;
        for (var i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != ' ' || !top[i] || !Ending().IsMatch(line.AsSpan(start, i - start)) || Joining().IsMatch(line.AsSpan(i + 1))) continue;
            records.Add(line[start..i]);
            start = i + 1;
        }

        records.Add(line[start..]);
        return records;
    }

    // A dot within a name (み・な・と) has no space before it.
    [GeneratedRegex(@"(?:^|(?<=\s))[・●○◆■▪•]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"(?:[）)」。]|[：:][^：:]*[0-9０-９][^：:\s]{0,8}|[0-9０-９][人件回名校台部]"
        + "|配布|紹介|掲載|提供|指導|配架|整備|発信|活用|構築|設定|対応|実施|開催|作成|策定|製作|制作|更新|調整|周知|支援|推進|説明|交付|設置|連携|検討"
        + "|確保|見直し|呼びかけ|アピール|中止|延期|開設|育成|訓練|強化|削減|収集|相談|開放|参加|募集|送付|聴取|報告|公表|予定|依頼|配備|運営|派遣|協力|広報"
        + "|した|する|した。|いる|った|など)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    // What begins so goes on with what stands before it; a particle followed by hiragana is a word of its own.
    [GeneratedRegex("^(?:[（(、。]|[をにがはのでとも](?![ぁ-ん]))", RegexOptions.CultureInvariant)]
    private static partial Regex Joining();
}
