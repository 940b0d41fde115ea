using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Reminders;

/// <summary>A day with a word on why: 市制記念日.</summary>
public sealed record NotedDay(DateOnly Day, string? Note = null);

/// <summary>What a reminder is about, as far as a person may choose to go without it.</summary>
public enum ReminderKind
{
    BeforeDeadline,

    /// <summary>Nobody can leave this one: it is the last word before a section is late.</summary>
    DeadlineDay,
    AfterDeadline,

    /// <summary>To the section's chief and to the planning section.</summary>
    Escalation,
}

/// <summary>The reminder policy as an administrator sets it.</summary>
public sealed record PolicySettings
{
    /// <summary>What holds until an office sets something else.</summary>
    public static PolicySettings Standard { get; } = new();

    /// <summary>In business days from the deadline, in ascending order.</summary>
    public ValueList<int> Offsets { get; init; } = [-10, -5, -1, 0, 1, 3];

    /// <summary>One of the offsets, or null for never.</summary>
    public int? ChiefFrom { get; init; } = 1;

    /// <summary>One of the offsets, or null for never.</summary>
    public int? PlanningFrom { get; init; } = 3;

    public TimeOnly SendTime { get; init; } = new(8, 30);

    /// <summary>An IANA name.</summary>
    public string Zone { get; init; } = "Asia/Tokyo";

    public HolidayCalendar Holidays { get; init; } = HolidayCalendar.Japan;

    /// <summary>Null where the office works through the turn of the year.</summary>
    public YearEndClosure? YearEnd { get; init; } = YearEndClosure.Usual;

    /// <summary>Days on which this office alone is closed: no business days.</summary>
    public ValueList<NotedDay> Closures { get; init; } = [];

    /// <summary>Business days on which nothing is sent all the same.</summary>
    public ValueList<NotedDay> QuietDays { get; init; } = [];

    /// <summary>One mail a person a morning; else one for each review.</summary>
    public bool Digest { get; init; } = true;

    /// <summary>How many mails may leave in a minute: what the office's mail server takes without complaint. Null for any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>The reminders that a person may do without.</summary>
    public ValueList<ReminderKind> MayLeave { get; init; } = [ReminderKind.BeforeDeadline, ReminderKind.AfterDeadline];

    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public ReminderPolicy ToPolicy() => new(TimeZoneInfo.FindSystemTimeZoneById(Zone))
    {
        Offsets = Offsets,
        ChiefFrom = ChiefFrom,
        PlanningFrom = PlanningFrom,
        SendTime = SendTime,
        Calendar = new() { Holidays = Holidays, YearEnd = YearEnd, Closures = Closures.Select(closure => closure.Day).ToHashSet() },
        QuietDays = QuietDays.Select(quiet => quiet.Day).ToHashSet(),
        Digest = Digest,
        PerMinute = PerMinute,
        MayLeave = MayLeave,
    };
}
