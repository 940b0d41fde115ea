using System.Collections.Frozen;

namespace MinatoTracker.Domain.Calendars;

/// <summary>The days an office works (営業日), and counting in them.</summary>
/// <remarks>
/// A day counts from the business day on which it takes effect: itself, or the next one if the office is closed. So a
/// deadline on a holiday is due on the next business day, the offset 0 is that day, −1 the business day before it and
/// +1 the one after, and no two offsets fall on the same day. Days are those of the office's own calendar; time zones
/// are the caller's. Near the ends of <see cref="DateOnly"/> the methods throw <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
public sealed class BusinessCalendar
{
    /// <summary>What Japanese offices usually keep: weekends, national holidays, 29 December to 3 January.</summary>
    public static BusinessCalendar Japan { get; } = new();

    /// <summary>A start for an office elsewhere, which gives its own holidays as closures.</summary>
    public static BusinessCalendar WeekendsOnly { get; } = new() { Holidays = HolidayCalendar.None, YearEnd = null };

    private readonly FrozenSet<DateOnly> closures = [];
    private readonly FrozenSet<DayOfWeek> weekend = FrozenSet.ToFrozenSet([DayOfWeek.Saturday, DayOfWeek.Sunday]);

    public HolidayCalendar Holidays { get; init; } = HolidayCalendar.Japan;

    /// <summary>年末年始; its days are set by each municipality's ordinance. Null if the office keeps none.</summary>
    public YearEndClosure? YearEnd { get; init; } = YearEndClosure.Usual;

    /// <summary>Days on which this office alone is closed.</summary>
    public IReadOnlySet<DateOnly> Closures
    {
        get => closures;
        init => closures = value.ToFrozenSet();
    }

    public IReadOnlySet<DayOfWeek> Weekend
    {
        get => weekend;
        init => weekend = value.Count < 7
            ? value.ToFrozenSet()
            : throw new ArgumentException("A week without a working day has no next business day.", nameof(value));
    }

    public bool IsBusinessDay(DateOnly day) =>
        !weekend.Contains(day.DayOfWeek)
        && YearEnd?.Contains(day) is not true
        && !closures.Contains(day)
        && HolidayOn(day) is null;

    /// <summary>Why the office is closed on <paramref name="day"/>, the most telling reason first; null if it is open.</summary>
    public Closing? ClosingOn(DateOnly day) =>
        HolidayOn(day) is { } holiday ? new(ClosingReason.Holiday, holiday)
        : YearEnd?.Contains(day) is true ? new(ClosingReason.YearEnd)
        : closures.Contains(day) ? new(ClosingReason.Local)
        : weekend.Contains(day.DayOfWeek) ? new(ClosingReason.Weekend)
        : null;

    /// <summary><paramref name="day"/> itself if it is a business day, else the next one.</summary>
    public DateOnly BusinessDayOnOrAfter(DateOnly day)
    {
        while (!IsBusinessDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The first business day after <paramref name="day"/>, never the day itself.</summary>
    public DateOnly NextBusinessDay(DateOnly day) => BusinessDayOnOrAfter(day.AddDays(1));

    /// <summary>The last business day before <paramref name="day"/>, never the day itself.</summary>
    public DateOnly PreviousBusinessDay(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!IsBusinessDay(day));
        return day;
    }

    /// <summary>
    /// The business day <paramref name="count"/> business days from <see cref="BusinessDayOnOrAfter"/>; backwards if
    /// negative, that day itself if 0.
    /// </summary>
    public DateOnly AddBusinessDays(DateOnly day, int count)
    {
        day = BusinessDayOnOrAfter(day);
        for (; count > 0; count--) day = NextBusinessDay(day);
        for (; count < 0; count++) day = PreviousBusinessDay(day);
        return day;
    }

    /// <summary>
    /// The count for which <see cref="AddBusinessDays"/> leads from one day to the other: the business days from
    /// <paramref name="from"/> up to but without <paramref name="to"/>, negative when <paramref name="to"/> is earlier.
    /// </summary>
    public int BusinessDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -BusinessDaysBetween(to, from);
        var count = 0;
        for (var day = from; day < to; day = day.AddDays(1))
        {
            if (IsBusinessDay(day)) count++;
        }

        return count;
    }

    private Holiday? HolidayOn(DateOnly day) => Holidays == HolidayCalendar.Japan ? JapaneseHolidays.On(day) : null;
}
