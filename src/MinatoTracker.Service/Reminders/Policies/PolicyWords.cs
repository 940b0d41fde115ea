using System.Globalization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Reminders.Policies;

/// <summary>What the policy says, in the language that is spoken at the moment: one sentence an aspect.</summary>
internal static class PolicyWords
{
    private static readonly TextFile Texts = new(nameof(ReminderPolicyTexts));
    private static readonly TextFile Shared = new(nameof(WordsTexts));

    public static string Of(string name, params ReadOnlySpan<object?> values) => Texts.Of(name, values);

    public static string Of(Enum choice) => Of($"{choice.GetType().Name}.{choice}");

    public static string Of(Refusal refusal) => Shared.Of($"RefusalCode.{refusal.Code}", refusal.Detail);

    public static string Occasion(int offset) =>
        ReminderWords.Of(offset switch { < 0 => "Occasion.Before", 0 => "Occasion.Today", _ => "Occasion.After" }, Math.Abs(offset));

    public static string From(int? offset) => offset is { } from ? Of("From", Occasion(from)) : Of("Never");

    public static string Kinds(ValueList<ReminderKind> kinds) => kinds.Count == 0 ? Of("None") : string.Join(Of("Comma"), kinds.Select(kind => Of(kind)));

    public static string YearEnd(YearEndClosure? yearEnd) => yearEnd is { } days ? Of("YearEnd", days.FromDecember, days.ToJanuary) : Of("None");

    public static string PerMinute(int? limit) => limit is { } most ? Of("PerMinute", most) : Of("NoLimit");

    public static string Digest(bool digest) => Of(digest ? "Digest.Yes" : "Digest.No");

    public static string Day(NotedDay day, Func<DateOnly, string> told) => day.Note is { } note ? Of("DayWithNote", told(day.Day), note) : told(day.Day);

    public static string Days(ValueList<NotedDay> days, Func<DateOnly, string> told) =>
        days.Count == 0 ? Of("None") : string.Join(Of("Comma"), days.Select(day => Day(day, told)));

    /// <summary>What an event set, in a line.</summary>
    public static string Of(ReminderPolicyEvent e, Func<DateOnly, string> told) => e switch
    {
        ReminderOccasionsSet set => Of("Event.Occasions", string.Join(Of("Comma"), set.Offsets.Select(Occasion)), From(set.ChiefFrom), From(set.PlanningFrom)),
        ReminderTimeSet set => Of("Event.Time", set.SendTime.ToString("H:mm", CultureInfo.InvariantCulture), set.Zone),
        OfficeCalendarSet set => Of("Event.Calendar", Of(set.Holidays), YearEnd(set.YearEnd), Days(set.Closures, told)),
        QuietDaysSet set => Of("Event.QuietDays", Days(set.Days, told)),
        ReminderDigestSet set => Of("Event.Digest", Digest(set.Digest)),
        SendingLimitSet set => Of("Event.Limit", PerMinute(set.PerMinute)),
        LeavableRemindersSet set => Of("Event.Leavable", Kinds(set.Kinds)),
        _ => throw new ArgumentOutOfRangeException(nameof(e), e.GetType().Name, "An event without words."),
    };
}
