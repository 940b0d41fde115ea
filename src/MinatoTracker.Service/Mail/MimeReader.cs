using System.Text;
using System.Text.RegularExpressions;

namespace MinatoTracker.Service.Mail;

/// <summary>A mail of the outbox, read back.</summary>
public sealed record ReadMail(IReadOnlyDictionary<string, string> Headers, IReadOnlyList<ReadPart> Parts)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public string Text(string mediaType) =>
        Parts.FirstOrDefault(part => part.MediaType.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase))?.Text ?? "";
}

public sealed record ReadPart(string MediaType, string Text);

/// <summary>Reads what <see cref="MimeWriter"/> wrote. It is no reader of other people's mail.</summary>
public static partial class MimeReader
{
    public static ReadMail Read(string mail)
    {
        var (headers, body) = Split(mail);
        return new(headers, [.. Parts(headers, body)]);
    }

    private static IEnumerable<ReadPart> Parts(IReadOnlyDictionary<string, string> headers, string body)
    {
        var type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (Boundary().Match(type) is not { Success: true } boundary)
            return [new(type, Encoding.UTF8.GetString(Convert.FromBase64String(body)))];
        var pieces = body.Split($"--{boundary.Groups[1].Value}");
        return pieces[1..^1].SelectMany(piece =>
        {
            var (inner, text) = Split(piece.TrimStart());
            return Parts(inner, text);
        });
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Fold().Replace(text[..end], " ").Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = Decoded(line[(colon + 1)..].Trim());
        }

        return (headers, text[(end + 4)..]);
    }

    // The blank between two encoded words belongs to neither.
    private static string Decoded(string header) => Word().Replace(
        BetweenWords().Replace(header, "?==?"),
        word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex Word();
}
