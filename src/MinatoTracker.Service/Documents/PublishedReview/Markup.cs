using System.Net;
using System.Text.RegularExpressions;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Takes the remains of markup out of a cell. Tags need not be closed, nested or complete.</summary>
internal static partial class Markup
{
    /// <summary>Stands where a list begins: the one tag that tells a cell's border apart. No text holds this character.</summary>
    public const char ListStart = '\u0002';

    /// <summary>The text in lines, one a paragraph, each with single spaces; a list item begins with ・.</summary>
    public static string Strip(string cell)
    {
        var text = Block().Replace(ListItem().Replace(List().Replace(cell, $"{ListStart}"), "\n・"), "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        var lines = text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0);
        return string.Join('\n', lines);
    }

    /// <summary>The text without the sign for a list's beginning.</summary>
    public static string Plain(string stripped) => Spaces().Replace(stripped.Replace(ListStart, ' '), " ").Replace("\n ", "\n").Trim();

    [GeneratedRegex(@"<(?:ul|ol)\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"<li\b[^<>]*>\s*[・•]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"</?(?:p|br|div|li|ul|ol|tr|td|h[1-6])\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[^\S\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
