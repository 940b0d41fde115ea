using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>The week that a summary is due for. Its Monday is its name.</summary>
public static class SummaryWeek
{
    /// <summary>Due on Monday or, where the office is closed, on the next business day; and on later days of the week for who did not get it.</summary>
    /// <returns>Null while the week has had no business day yet.</returns>
    public static DateOnly? DueOn(DateOnly today, BusinessCalendar calendar)
    {
        var monday = MondayOf(today);
        return calendar.BusinessDayOnOrAfter(monday) <= today ? monday : null;
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
