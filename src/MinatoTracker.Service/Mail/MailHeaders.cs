using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace MinatoTracker.Service.Mail;

/// <summary>Header lines: at most 76 characters each, text beyond ASCII as encoded words (RFC 2047).</summary>
public static class MailHeaders
{
    private const int LongestLine = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    public static string Text(string name, string text) => Folded(name, Words(OneLine(text), ""));

    public static string Boxes(string name, Mailbox box) => Folded(name, [.. Words(OneLine(box.Name), "\"\\()<>[]:;@,."), $"<{Ascii(box.Address)}>"]);

    /// <summary>A web address stands on a line of its own: broken, it would be another one.</summary>
    /// <exception cref="FormatException">It is no web address in ASCII, or longer than a line of a mail may be.</exception>
    public static string Address(string name, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && System.Text.Ascii.IsValid(address) && address.Length < 990
            && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>')
            ? $"{name}:\r\n <{address}>"
            : throw new FormatException($"\"{address}\" is no web address.");

    /// <summary>Tue, 01 Sep 2020 08:30:00 +0900</summary>
    public static string Date(DateTimeOffset date) =>
        $"Date: {date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}{date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}";

    /// <summary>An address that any server takes: the domain in its ASCII form.</summary>
    /// <exception cref="FormatException">It is no address, or its part before the @ is not ASCII.</exception>
    public static string Ascii(string address)
    {
        if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address.Trim() || !System.Text.Ascii.IsValid(parsed.User))
            throw new FormatException($"\"{address}\" is no mail address.");
        var host = System.Text.Ascii.IsValid(parsed.Host) ? parsed.Host : new IdnMapping().GetAscii(parsed.Host);
        // A quoted part before the @ may hold blanks and brackets; nobody has such an address, and it opens a way into the SMTP commands.
        return parsed.User.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or '"')
            ? throw new FormatException($"\"{address}\" is no mail address.")
            : $"{parsed.User}@{host}";
    }

    private static string OneLine(string text) => string.Create(text.Length, text, static (line, from) =>
    {
        for (var i = 0; i < from.Length; i++) line[i] = char.IsControl(from[i]) ? ' ' : from[i];
    });

    private static IEnumerable<string> Words(string text, string special)
    {
        if (text.Length == 0) return [];
        // Text that looks like an encoded word would be decoded by the reader, so it is encoded as well.
        if (!System.Text.Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal)) return Encoded(text);
        return text.AsSpan().ContainsAny(special)
            ? [$"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""]
            : text.Split(' ');
    }

    // A word never ends within a character, nor between one and its combining marks: readers decode each word by itself.
    private static IEnumerable<string> Encoded(string text)
    {
        // The longest that fits behind the blank of a folded line, in bytes before base64.
        const int Room = (LongestLine - 1 - 10 - 2) / 4 * 3;
        var word = new List<byte>(Room);
        foreach (var element in Elements(text))
        {
            if (word.Count + element.Length > Room)
            {
                yield return WordStart + Convert.ToBase64String(word.ToArray()) + WordEnd;
                word.Clear();
            }

            word.AddRange(element);
        }

        if (word.Count > 0) yield return WordStart + Convert.ToBase64String(word.ToArray()) + WordEnd;
    }

    private static IEnumerable<byte[]> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            var element = Encoding.UTF8.GetBytes(elements.GetTextElement());
            if (element.Length <= 16) yield return element;
            else foreach (var rune in elements.GetTextElement().EnumerateRunes()) yield return Encoding.UTF8.GetBytes(rune.ToString());
        }
    }

    private static string Folded(string name, IEnumerable<string> words)
    {
        var (header, length) = (new StringBuilder(name).Append(':'), name.Length + 1);
        foreach (var word in words)
        {
            if (length + 1 + word.Length > LongestLine)
            {
                header.Append("\r\n");
                length = 0;
            }

            header.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        return header.ToString();
    }
}
