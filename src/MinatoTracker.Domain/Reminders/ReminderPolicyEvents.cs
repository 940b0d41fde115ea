using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Reminders;

// Stream reminder-policy/{tenant}. Names are storage formats, as in InitiativeEvents.

/// <summary>One aspect of the policy was set, whole.</summary>
/// <remarks>
/// An event an aspect, each in a slot of its own, and not the whole policy in one: what is recorded in March to hold from 1 April would
/// otherwise take back, on that day, everything else that was changed in between. What must agree (offsets and who is told from
/// which of them on) is one aspect, so that no two days' changes can come together to something that was never checked.
/// </remarks>
/// <param name="Reason">Why, in the administrator's words.</param>
public abstract record ReminderPolicyEvent(Provenance Provenance, string Reason) : IEvent;

public sealed record ReminderOccasionsSet(
    Provenance Provenance, string Reason, ValueList<int> Offsets, int? ChiefFrom, int? PlanningFrom) : ReminderPolicyEvent(Provenance, Reason);

/// <param name="Zone">An IANA name.</param>
public sealed record ReminderTimeSet(Provenance Provenance, string Reason, TimeOnly SendTime, string Zone) : ReminderPolicyEvent(Provenance, Reason);

/// <summary>Which days are business days.</summary>
public sealed record OfficeCalendarSet(
    Provenance Provenance, string Reason, HolidayCalendar Holidays, YearEndClosure? YearEnd, ValueList<NotedDay> Closures)
    : ReminderPolicyEvent(Provenance, Reason);

public sealed record QuietDaysSet(Provenance Provenance, string Reason, ValueList<NotedDay> Days) : ReminderPolicyEvent(Provenance, Reason);

public sealed record ReminderDigestSet(Provenance Provenance, string Reason, bool Digest) : ReminderPolicyEvent(Provenance, Reason);

public sealed record SendingLimitSet(Provenance Provenance, string Reason, int? PerMinute) : ReminderPolicyEvent(Provenance, Reason);

public sealed record LeavableRemindersSet(Provenance Provenance, string Reason, ValueList<ReminderKind> Kinds) : ReminderPolicyEvent(Provenance, Reason);

/// <summary>Which slot of the policy's stream an event fills; see <see cref="Initiatives.InitiativeSlots"/>.</summary>
public static class ReminderPolicySlots
{
    public static ValueList<string> Of(ReminderPolicyEvent @event) => @event switch
    {
        ReminderOccasionsSet => ["occasions"],
        ReminderTimeSet => ["time"],
        OfficeCalendarSet => ["calendar"],
        QuietDaysSet => ["quiet-days"],
        ReminderDigestSet => ["digest"],
        SendingLimitSet => ["limit"],
        LeavableRemindersSet => ["leavable"],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };
}
