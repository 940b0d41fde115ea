using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>
/// When an office reminds, and whom: what its <see cref="PolicySettings"/> come to. The offsets are in order, and no two are the same.
/// </summary>
public sealed record ReminderPolicy(TimeZoneInfo Zone)
{
    /// <summary>In business days from the deadline.</summary>
    public ValueList<int> Offsets { get; init; } = PolicySettings.Standard.Offsets;

    public TimeOnly SendTime { get; init; } = PolicySettings.Standard.SendTime;

    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Japan;

    /// <summary>From which occasion on the section's chief is told; null for never.</summary>
    public int? ChiefFrom { get; init; } = PolicySettings.Standard.ChiefFrom;

    /// <summary>From which occasion on the planning section is told; null for never.</summary>
    public int? PlanningFrom { get; init; } = PolicySettings.Standard.PlanningFrom;

    /// <summary>Days on which nothing leaves, although the office may be open.</summary>
    public IReadOnlySet<DateOnly> QuietDays { get; init; } = new HashSet<DateOnly>();

    /// <summary>One mail a person a morning; else one for each review.</summary>
    public bool Digest { get; init; } = PolicySettings.Standard.Digest;

    /// <summary>How many mails may leave in a minute; null for any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>The reminders that a person may do without.</summary>
    public ValueList<ReminderKind> MayLeave { get; init; } = PolicySettings.Standard.MayLeave;

    public IEnumerable<int> OffsetsFor(Audience audience) => audience switch
    {
        Audience.Chief => Offsets.Where(offset => offset >= ChiefFrom),
        Audience.Planning => Offsets.Where(offset => offset >= PlanningFrom),
        _ => Offsets,
    };

    public static ReminderKind KindOf(int offset, Audience audience) => audience is not Audience.Section
        ? ReminderKind.Escalation
        : offset switch { < 0 => ReminderKind.BeforeDeadline, 0 => ReminderKind.DeadlineDay, _ => ReminderKind.AfterDeadline };

    /// <summary>
    /// The day of an occasion. One that falls before sections can report at all waits for the first business day on which they can,
    /// and one that falls on a quiet day for the next business day that is none.
    /// </summary>
    /// <param name="section">Whose deadline counts; null for that of the whole review.</param>
    public DateOnly DayOf(Review review, int offset, string? section = null)
    {
        var day = Calendar.AddBusinessDays(review.DeadlineOf(section), offset);
        var opening = Calendar.NextBusinessDay(review.CutoffDate);
        if (day < opening) day = opening;
        while (IsQuiet(day)) day = Calendar.NextBusinessDay(day);
        return day;
    }

    /// <summary>Nothing may leave on that day, not even what is late.</summary>
    public bool IsQuiet(DateOnly day) => QuietDays.Contains(day);

    public DateTimeOffset InstantOf(Review review, int offset, string? section = null) => MorningOf(DayOf(review, offset, section));

    /// <summary>When mails leave on a day.</summary>
    public DateTimeOffset MorningOf(DateOnly day) => OnTheClock(day.ToDateTime(SendTime));

    /// <summary>The last moment of a day by this office's clock.</summary>
    public DateTimeOffset EndOf(DateOnly day) => OnTheClock(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddTicks(-1);

    public DateOnly DayAt(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    private DateTimeOffset OnTheClock(DateTime local)
    {
        // A time that the clocks skip in spring comes when they have skipped it. The longest gap known is a day (Samoa, 2011).
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new(local, Zone.GetUtcOffset(local));
    }
}
