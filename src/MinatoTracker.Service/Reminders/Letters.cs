using System.Globalization;
using System.Net;
using System.Text;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>Writes the letters. In Japanese: that is the language of an office among its own people.</summary>
public sealed class Letters(TrackerSettings settings, TimeProvider time)
{
    private static readonly CultureInfo Language = CultureInfo.GetCultureInfo("ja");

    /// <param name="parts">All to one person; at least one.</param>
    public Letter To(IReadOnlyList<LetterPart> parts, string messageId, ReminderPolicy policy)
    {
        var person = parts[0].Reminder.Key.Person;
        var recipient = parts[0].Scene.Recipients.First(recipient => recipient.Person == person);
        var (now, today) = (time.GetUtcNow(), settings.Today(time));
        var mail = new OutgoingMail(
            messageId,
            TimeZoneInfo.ConvertTime(now, settings.Zone),
            new(Text("Mail.From"), settings.MailFrom),
            new(recipient.Name, recipient.Address ?? ""),
            Subject(parts, policy, today),
            PlainText(recipient, parts, policy, today),
            Html(recipient, parts, policy, today))
        {
            ReplyTo = settings.MailReplyTo is { } address ? new(Text("Mail.ReplyTo"), address) : null,
            Attachments = DeadlineCalendar.Of(parts, settings, now, today, Text),
        };
        return new(person, parts, mail);
    }

    private static string Subject(IReadOnlyList<LetterPart> parts, ReminderPolicy policy, DateOnly today)
    {
        var count = parts.Sum(part => part.Reminder.Missing.Count);
        if (parts.Count > 1) return Text("Mail.Subject.Several", parts.Count, count);
        var (part, left) = (parts[0], Left(parts[0], policy, today));
        var kind = part.Reminder.Audience is not Audience.Section ? "Escalated" : left.Kind;
        return Text($"Mail.Subject.{kind}", ReviewName(part), Day(part.Reminder.Deadline), left.Days, count);
    }

    private string PlainText(ReminderRecipient recipient, IReadOnlyList<LetterPart> parts, ReminderPolicy policy, DateOnly today)
    {
        var text = new StringBuilder().AppendLine(Text("Mail.Greeting", recipient.Name)).AppendLine();
        foreach (var part in parts)
        {
            text.AppendLine(Lead(part)).AppendLine(DeadlineLine(part, policy, today)).AppendLine();
            foreach (var initiative in part.Missing)
                text.AppendLine(Text("Mail.Item", initiative.Code, initiative.Title)).Append("  ").AppendLine(Link(part, initiative)).AppendLine();
        }

        return text.AppendLine("--").AppendLine(Text("Mail.Footer")).AppendLine(settings.PublicUrl).ToString();
    }

    private string Html(ReminderRecipient recipient, IReadOnlyList<LetterPart> parts, ReminderPolicy policy, DateOnly today)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{Language.Name}\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.7;color:#1a1a1c\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Escaped(Text("Mail.Greeting", recipient.Name))}</p>\n");
        foreach (var part in parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Escaped(Lead(part))}<br><strong>{Escaped(DeadlineLine(part, policy, today))}</strong></p>\n<ul>\n");
            foreach (var initiative in part.Missing)
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Escaped(Link(part, initiative))}\">{Escaped($"{initiative.Code} {initiative.Title}")}</a></li>\n");
            html.Append("</ul>\n");
        }

        return html.Append(CultureInfo.InvariantCulture, $"<hr><p style=\"font-size:small\">{Escaped(Text("Mail.Footer"))}<br><a href=\"{Escaped(settings.PublicUrl)}\">{Escaped(settings.PublicUrl)}</a></p></body></html>\n").ToString();
    }

    // Who reports gets the form; who answers for a section gets the page.
    private string Link(LetterPart part, ReviewedInitiative initiative)
    {
        var page = $"{settings.PublicUrl}/plans/{Uri.EscapeDataString(part.Scene.Plan)}/initiatives/{Uri.EscapeDataString(initiative.Code)}";
        return part.Reminder.Audience is Audience.Section ? $"{page}/assessments/new?review={Uri.EscapeDataString(part.Scene.Key)}" : page;
    }

    private static string Lead(LetterPart part) => Text(
        part.Reminder.Audience is Audience.Section ? "Mail.Lead" : "Mail.Lead.Escalated",
        part.Scene.PlanTitle, ReviewName(part), part.Reminder.Missing.Count);

    private static string DeadlineLine(LetterPart part, ReminderPolicy policy, DateOnly today)
    {
        var (kind, days) = Left(part, policy, today);
        return Text($"Mail.Deadline.{kind}", Day(part.Reminder.Deadline), days);
    }

    // Counted from today, not from the occasion: a letter may leave late.
    private static (string Kind, int Days) Left(LetterPart part, ReminderPolicy policy, DateOnly today)
    {
        var due = policy.Calendar.BusinessDayOnOrAfter(part.Reminder.Deadline);
        if (today == due) return ("Today", 0);
        return today > due ? ("After", 0) : ("Before", Math.Max(1, policy.Calendar.BusinessDaysBetween(today, due)));
    }

    private static string ReviewName(LetterPart part) => Text($"ReviewKind.{part.Scene.Review.Kind}");

    private static string Day(DateOnly day) => Text("Mail.Day", EraText.Format(day), day.ToString("ddd", Language));

    private static string Text(string name, params ReadOnlySpan<object?> values) => ReminderWords.In(Language, name, values);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
