using System.Globalization;
using System.Net;
using System.Text;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>Writes the summary. In Japanese: that is the language of an office among its own people.</summary>
public sealed class SummaryLetter(TrackerSettings settings, TimeProvider time)
{
    /// <summary>A long list goes unread; the page behind the link has it all.</summary>
    private const int Most = 15;

    private static readonly CultureInfo Language = CultureInfo.GetCultureInfo("ja");

    public OutgoingMail To(Person person, WeeklySummary summary, string messageId)
    {
        var parts = Parts(summary).ToList();
        var greeting = Text("Greeting", person.Name);
        return new(
            messageId,
            TimeZoneInfo.ConvertTime(time.GetUtcNow(), settings.Zone),
            new(Text("From"), settings.MailFrom),
            new(person.Name, person.Email!),
            Text("Subject", Day(summary.Since), summary.Changed.Sum(plan => plan.Rows.Count), summary.Reviews.Sum(Missing)),
            PlainText(greeting, parts),
            Html(greeting, parts))
        {
            ReplyTo = settings.MailReplyTo is { } address ? new(Text("From"), address) : null,
        };
    }

    private IEnumerable<Part> Parts(WeeklySummary summary)
    {
        foreach (var plan in summary.Changed)
        {
            var compare = $"/plans/{Escape(plan.Plan.Plan)}/compare?from={Iso(summary.Since)}&fromKnownAt={Escape(plan.Known.ToString("O", CultureInfo.InvariantCulture))}&to={Iso(summary.Today)}";
            yield return new(
                Text("Changed", plan.Plan.Title, plan.Rows.Count, Day(summary.Since)),
                plan.Rows.Select(row => new Item(Text($"Row.{row.Kind}", row.Code, row.Title, row.Fields.Count), Initiative(plan.Plan.Plan, row.Code))),
                new(Text("Compare"), compare));
        }

        if (summary.Changed.Count == 0) yield return new(Text("NothingChanged", Day(summary.Since)), [], null);
        foreach (var review in summary.Reviews) foreach (var part in Of(review)) yield return part;
        if (summary.Stale.Count > 0)
        {
            yield return new(
                Text("Stale", settings.StaleDays, summary.Stale.Count),
                summary.Stale.Select(figure => new Item(
                    Text("StaleRow", figure.Code, figure.Title, figure.OwningSection ?? Text("NoSection"), figure.Days), Initiative(figure.Plan, figure.Code))),
                new(Text("All"), "/stale-figures"));
        }
    }

    private static IEnumerable<Part> Of(ReviewState review)
    {
        var (name, page) = (ReminderWords.In(Language, $"ReviewKind.{review.Kind}"), $"/plans/{Escape(review.Plan)}/reviews/{Escape(review.Key)}/reminders");
        yield return Missing(review) == 0
            ? new(Text("AllReported", name, Day(review.Deadline)), [], null)
            : new(
                Text("Missing", name, Missing(review), Day(review.Deadline)),
                review.Missing.Select(section => new Item(
                    Text("MissingRow", section.Section ?? Text("NoSection"), section.Initiatives.Count, string.Join(", ", section.Initiatives.Select(initiative => initiative.Code))), null)),
                null);
        if (review.Troubled.Count > 0)
        {
            yield return new(
                Text("Troubled", name, review.Troubled.Count),
                review.Troubled.Select(row => new Item(
                    Text("TroubledRow", row.Name, ReminderWords.In(Language, $"ReminderRowStatus.{row.Status}"), row.Fault is { } fault ? ReminderWords.In(Language, $"DeliveryFault.{fault}") : ""), null)),
                new(Text("Reminders"), page));
        }
    }

    private static int Missing(ReviewState review) => review.Missing.Sum(section => section.Initiatives.Count);

    private string PlainText(string greeting, List<Part> parts)
    {
        var text = new StringBuilder().AppendLine(greeting).AppendLine();
        foreach (var part in parts)
        {
            text.AppendLine(Text("Heading", part.Title));
            foreach (var item in part.Items.Take(Most)) text.AppendLine(Text("Item", item.Text));
            if (part.Items.Count() > Most) text.AppendLine(Text("More", part.Items.Count() - Most));
            if (part.Link is { } link) text.AppendLine(CultureInfo.InvariantCulture, $"{link.Text}: {settings.PublicUrl}{link.Address}");
            text.AppendLine();
        }

        return text.AppendLine("--").AppendLine(Text("Footer")).AppendLine(settings.PublicUrl).ToString();
    }

    private string Html(string greeting, List<Part> parts)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{Language.Name}\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.7;color:#1a1a1c\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(greeting)}</p>\n");
        foreach (var part in parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:1.1em\">{Encode(part.Title)}</h2>\n");
            if (part.Items.Any()) html.Append("<ul>\n").AppendJoin("", part.Items.Take(Most).Select(item => $"<li>{Anchor(item)}</li>\n")).Append("</ul>\n");
            if (part.Items.Count() > Most) html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Text("More", part.Items.Count() - Most))}</p>\n");
            if (part.Link is { } link) html.Append(CultureInfo.InvariantCulture, $"<p>{Anchor(link)}</p>\n");
        }

        return html.Append(CultureInfo.InvariantCulture, $"<hr><p style=\"font-size:small\">{Encode(Text("Footer"))}<br>{Anchor(new(settings.PublicUrl, ""))}</p></body></html>\n").ToString();
    }

    private string Anchor(Item item) => item.Address is { } address
        ? $"<a href=\"{Encode(settings.PublicUrl + address)}\">{Encode(item.Text)}</a>"
        : Encode(item.Text);

    private static string Initiative(string plan, string code) => $"/plans/{Escape(plan)}/initiatives/{Escape(code)}";

    private static string Day(DateOnly day) => EraText.Format(day);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Text(string name, params ReadOnlySpan<object?> values) => JobWords.In(Language, $"Summary.{name}", values);

    /// <param name="Address">On this site; null for none.</param>
    private sealed record Item(string Text, string? Address);

    private sealed record Part(string Title, IEnumerable<Item> Items, Item? Link);
}
