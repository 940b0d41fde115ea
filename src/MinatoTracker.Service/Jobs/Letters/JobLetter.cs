using System.Globalization;
using System.Net;
using System.Text;

namespace MinatoTracker.Service.Jobs.Letters;

/// <summary>A line of a job's mail.</summary>
/// <param name="Address">On this site, where it leads; null for none.</param>
internal sealed record NoticeItem(string Text, string? Address = null);

/// <summary>A heading with what belongs under it.</summary>
/// <param name="Link">To where all of it is.</param>
internal sealed record NoticePart(string Title, IReadOnlyList<NoticeItem> Items, NoticeItem? Link = null);

/// <summary>The text of a job's mail, plain and as HTML: the same words in the same order.</summary>
/// <param name="Home">Address of this site, without a slash at the end.</param>
internal sealed record JobLetter(string Greeting, IReadOnlyList<NoticePart> Parts, string Footer, string Home)
{
    /// <summary>A long list goes unread; the page behind the link has it all.</summary>
    private const int Most = 15;

    /// <summary>In Japanese: that is the language of an office among its own people.</summary>
    public static readonly CultureInfo Language = CultureInfo.GetCultureInfo("ja");

    public string PlainText()
    {
        var text = new StringBuilder();
        Line(text, Greeting, "");
        foreach (var part in Parts)
        {
            Line(text, Text("Heading", part.Title));
            foreach (var item in part.Items.Take(Most)) Line(text, Text("Item", item.Text));
            if (part.Items.Count > Most) Line(text, Text("More", part.Items.Count - Most));
            if (part.Link is { } link) Line(text, $"{link.Text}: {Home}{link.Address}");
            Line(text, "");
        }

        Line(text, "--", Footer, Home);
        return text.ToString();
    }

    public string Html()
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{Language.Name}\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.7;color:#1a1a1c\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Greeting)}</p>\n");
        foreach (var part in Parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em\">{Encode(part.Title)}</h2>\n");
            if (part.Items.Count > 0) html.Append("<ul>\n").AppendJoin("", part.Items.Take(Most).Select(item => $"<li>{Anchor(item)}</li>\n")).Append("</ul>\n");
            if (part.Items.Count > Most) html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Text("More", part.Items.Count - Most))}</p>\n");
            if (part.Link is { } link) html.Append(CultureInfo.InvariantCulture, $"<p>{Anchor(link)}</p>\n");
        }

        return html.Append(CultureInfo.InvariantCulture, $"<hr><p style=\"font-size:small\">{Encode(Footer)}<br>{Anchor(new(Home, ""))}</p></body></html>\n").ToString();
    }

    private string Anchor(NoticeItem item) => item.Address is { } address
        ? $"<a href=\"{Encode(Home + address)}\">{Encode(item.Text)}</a>"
        : Encode(item.Text);

    // With a plain line feed: the same on every system.
    private static void Line(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines) text.Append(line).Append('\n');
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Text(string name, params ReadOnlySpan<object?> values) => JobWords.In(Language, $"Letter.{name}", values);
}
