using System.Globalization;
using System.Text;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>The deadlines of a letter as a calendar file (RFC 5545): whole days, which the recipient's calendar need not convert.</summary>
internal static class DeadlineCalendar
{
    private const int LongestLine = 75;

    public delegate string Words(string name, params ReadOnlySpan<object?> values);

    /// <returns>Nothing when every deadline is over.</returns>
    public static IReadOnlyList<MailAttachment> Of(
        IReadOnlyList<LetterPart> parts, TrackerSettings settings, ReminderPolicy policy, DateOnly today, Words words)
    {
        var coming = parts.Where(part => part.Reminder.Deadline >= today).ToList();
        if (coming.Count == 0) return [];
        IEnumerable<string> lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//MinatoTracker//Reminders//JA",
            "METHOD:PUBLISH",
            .. coming.SelectMany(part => Event(part, settings, policy, words)),
            "END:VCALENDAR",
        ];
        return [new("deadline.ics", "text/calendar; method=PUBLISH", string.Concat(lines.Select(line => Folded(line) + "\r\n")))];
    }

    // One UID a review, and one a section with a deadline of its own: when the deadline moves, a later letter moves the entry.
    private static IEnumerable<string> Event(LetterPart part, TrackerSettings settings, ReminderPolicy policy, Words words)
    {
        var day = part.Reminder.Deadline;
        // Of the occasion, not of the sending: a resend is the same to the byte, and a later occasion's entry counts as the newer one.
        var stamp = policy.InstantOf(part.Scene.Review, part.Reminder.Key.Occasion, part.Reminder.Key.Section).UtcDateTime;
        var name = words($"ReviewKind.{part.Scene.Review.Kind}");
        return
        [
            "BEGIN:VEVENT",
            $"UID:{Escaped($"{part.Scene.Plan}/{part.Scene.Key}{(part.Reminder.Key.Section is { } section ? $"/{section}" : "")}@{settings.MailFrom.Split('@')[^1]}")}",
            $"DTSTAMP:{stamp.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            $"DTSTART;VALUE=DATE:{Date(day)}",
            $"DTEND;VALUE=DATE:{Date(day.AddDays(1))}",
            $"SUMMARY:{Escaped(words("Calendar.Summary", part.Scene.PlanTitle, name))}",
            $"URL:{settings.PublicUrl}/plans/{Uri.EscapeDataString(part.Scene.Plan)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ];
    }

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    // Lines are counted in bytes and never broken within a character.
    private static string Folded(string line)
    {
        var (folded, length) = (new StringBuilder(), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                length = 1;
            }

            folded.Append(rune);
            length += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
