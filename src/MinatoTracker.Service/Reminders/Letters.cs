using System.Globalization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Reminders.Choices;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Writes the letters. In Japanese: that is the language of an office among its own people. What a letter says follows from its parts,
/// the policy and the day, so that a resend of the same day says the same.
/// </summary>
public sealed class Letters(StopLinks links, TrackerSettings settings, TimeProvider time)
{
    internal static readonly CultureInfo Language = CultureInfo.GetCultureInfo("ja");

    /// <param name="parts">All to one person; at least one.</param>
    public Letter To(IReadOnlyList<LetterPart> parts, string messageId, ReminderPolicy policy) => At(time.GetUtcNow(), parts, messageId, policy);

    /// <summary>The letter as it is, was or will be at that moment.</summary>
    public Letter At(DateTimeOffset moment, IReadOnlyList<LetterPart> parts, string messageId, ReminderPolicy policy)
    {
        var person = parts[0].Reminder.Key.Person;
        var recipient = parts[0].Scene.Recipients.First(recipient => recipient.Person == person);
        var today = policy.DayAt(moment);
        var leavable = parts.Select(part => ReminderPolicy.KindOf(part.Reminder.Key.Occasion, part.Reminder.Audience))
            .Distinct().Where(policy.MayLeave.Contains).Order().ToValueList();
        var stop = leavable.Count > 0 ? links.For(person, leavable) : null;
        var body = new LetterBody(recipient.Name, [.. parts.Select(part => Section(part, policy, today))], stop, settings.PublicUrl);
        var mail = new OutgoingMail(
            messageId,
            TimeZoneInfo.ConvertTime(moment, policy.Zone),
            new(Text("Mail.From"), settings.MailFrom),
            new(recipient.Name, recipient.Address ?? ""),
            Subject(parts, policy, today),
            body.PlainText(),
            body.Html())
        {
            ReplyTo = settings.MailReplyTo is { } address ? new(Text("Mail.ReplyTo"), address) : null,
            Attachments = DeadlineCalendar.Of(parts, settings, policy, today, Text),
            Unsubscribe = stop,
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

    private LetterSection Section(LetterPart part, ReminderPolicy policy, DateOnly today)
    {
        var (kind, days) = Left(part, policy, today);
        return new(
            Text(part.Reminder.Audience is Audience.Section ? "Mail.Lead" : "Mail.Lead.Escalated", part.Scene.PlanTitle, ReviewName(part), part.Reminder.Missing.Count),
            Text($"Mail.Deadline.{kind}", Day(part.Reminder.Deadline), days),
            [.. part.Missing.Select(initiative => new LetterItem(initiative.Code, initiative.Title, Link(part, initiative)))]);
    }

    // Who reports gets the form; who answers for a section gets the page.
    private string Link(LetterPart part, ReviewedInitiative initiative)
    {
        var page = $"{settings.PublicUrl}/plans/{Uri.EscapeDataString(part.Scene.Plan)}/initiatives/{Uri.EscapeDataString(initiative.Code)}";
        return part.Reminder.Audience is Audience.Section ? $"{page}/report?review={Uri.EscapeDataString(part.Scene.Key)}" : page;
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

    internal static string Text(string name, params ReadOnlySpan<object?> values) => ReminderWords.In(Language, name, values);
}
