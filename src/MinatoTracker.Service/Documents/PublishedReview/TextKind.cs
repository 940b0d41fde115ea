using System.Buffers;
using System.Text.RegularExpressions;

namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Tells the text of a paper from what is not text at all.</summary>
internal static partial class TextKind
{
    /// <returns>The line (from 1) of the first character that no text holds; null for text.</returns>
    public static int? LineOfBinary(string text)
    {
        // A PDF may begin with a page of plain commands.
        if (text.StartsWith("%PDF", StringComparison.Ordinal)) return 1;
        var at = text.AsSpan().IndexOfAny(Unprintable);
        // One bad character is a scar; many are another encoding, or no text.
        if (at < 0 && text.AsSpan().Count(Replacement) > text.Length / 100) at = text.IndexOf(Replacement, StringComparison.Ordinal);
        return at < 0 ? null : LineAt(text, at);
    }

    /// <returns>The line (from 1) on which a web page begins; null for none.</returns>
    public static int? LineOfHtmlPage(string text) =>
        Page().Match(text) is { Success: true } page ? LineAt(text, page.Index) : null;

    private static int LineAt(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    private const char Replacement = '\uFFFD';

    // Control characters but tab, line ends, page break and escape.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u001B'))]);

    [GeneratedRegex(@"<!doctype\s+html|<html[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
