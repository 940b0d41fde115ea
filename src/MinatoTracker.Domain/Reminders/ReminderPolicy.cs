using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>When an office reminds, and whom. The offsets are in order, and no two are the same.</summary>
public sealed record ReminderPolicy(TimeZoneInfo Zone)
{
    /// <summary>In business days from the deadline.</summary>
    public ValueList<int> Offsets { get; init; } = [-10, -5, -1, 0, 1, 3];

    public TimeOnly SendTime { get; init; } = new(8, 30);

    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Japan;

    /// <summary>From which occasion on the section's chief is told.</summary>
    public int ChiefFrom { get; init; } = 1;

    /// <summary>From which occasion on the planning section is told.</summary>
    public int PlanningFrom { get; init; } = 3;

    public IEnumerable<int> OffsetsFor(Audience audience) => audience switch
    {
        Audience.Chief => Offsets.Where(offset => offset >= ChiefFrom),
        Audience.Planning => Offsets.Where(offset => offset >= PlanningFrom),
        _ => Offsets,
    };

    /// <summary>
    /// The day of an occasion. One that falls before sections can report at all waits for the first business day on which they can.
    /// </summary>
    public DateOnly DayOf(Review review, int offset)
    {
        var day = Calendar.AddBusinessDays(review.SubmissionDeadline, offset);
        var opening = Calendar.NextBusinessDay(review.CutoffDate);
        return day < opening ? opening : day;
    }

    public DateTimeOffset InstantOf(Review review, int offset) => OnTheClock(DayOf(review, offset).ToDateTime(SendTime));

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
