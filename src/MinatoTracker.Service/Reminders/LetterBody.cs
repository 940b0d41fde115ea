using System.Globalization;
using System.Net;
using System.Text;

namespace MinatoTracker.Service.Reminders;

internal sealed record LetterItem(string Code, string Title, string Link);

/// <summary>What a letter says about one review.</summary>
internal sealed record LetterSection(string Lead, string Deadline, IReadOnlyList<LetterItem> Items);

/// <summary>The text of a letter, plain and as HTML: the same words in the same order.</summary>
/// <param name="Stop">The link by which the person goes without such letters; null where they can't.</param>
internal sealed record LetterBody(string Name, IReadOnlyList<LetterSection> Sections, string? Stop, string Home)
{
    private static string Text(string name, params ReadOnlySpan<object?> values) => Letters.Text(name, values);

    public string PlainText()
    {
        // Line by line with a plain line feed: the same on every system.
        var text = new StringBuilder();
        Line(text, Text("Mail.Greeting", Name), "");
        foreach (var section in Sections)
        {
            Line(text, section.Lead, section.Deadline, "");
            foreach (var item in section.Items) Line(text, Text("Mail.Item", item.Code, item.Title), $"  {item.Link}", "");
        }

        Line(text, "--", Text("Mail.Footer"), Home);
        if (Stop is not null) Line(text, Text("Mail.Stop"), Stop);
        return text.ToString();
    }

    public string Html()
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{Letters.Language.Name}\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.7;color:#1a1a1c\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Escaped(Text("Mail.Greeting", Name))}</p>\n");
        foreach (var section in Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Escaped(section.Lead)}<br><strong>{Escaped(section.Deadline)}</strong></p>\n<ul>\n");
            foreach (var item in section.Items)
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Escaped(item.Link)}\">{Escaped($"{item.Code} {item.Title}")}</a></li>\n");
            html.Append("</ul>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<hr><p style=\"font-size:small\">{Escaped(Text("Mail.Footer"))}<br><a href=\"{Escaped(Home)}\">{Escaped(Home)}</a>");
        if (Stop is not null) html.Append(CultureInfo.InvariantCulture, $"<br><a href=\"{Escaped(Stop)}\">{Escaped(Text("Mail.Stop"))}</a>");
        return html.Append("</p></body></html>\n").ToString();
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines) text.Append(line).Append('\n');
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
