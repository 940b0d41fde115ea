using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Reviews;

/// <summary>The days of a review.</summary>
public sealed record ReviewDates(DateOnly CutoffDate, DateOnly SubmissionDeadline, DateOnly PublicationDate)
{
    /// <summary>
    /// The usual days in a plan's year: the figures of 31 August are reported by mid-September and published early in October,
    /// those of 31 March are reported before the holidays of May and published early in June. The days to act on are business days.
    /// </summary>
    public static ReviewDates Usual(ReviewKind kind, FiscalYear year, BusinessCalendar calendar) => kind == ReviewKind.MidYear
        ? new(
            new(year.Year, 8, 31),
            calendar.BusinessDayOnOrAfter(new(year.Year, 9, 15)),
            calendar.BusinessDayOnOrAfter(new(year.Year, 10, 1)))
        : new(
            year.End,
            calendar.BusinessDayOnOrAfter(new(year.Year + 1, 4, 20)),
            calendar.BusinessDayOnOrAfter(new(year.Year + 1, 6, 1)));
}

/// <summary>A day on which the office is closed, why, and the business day to take in its place. A person may keep the day all the same.</summary>
public sealed record ClosedDay(DateOnly Day, Closing Closing, DateOnly NextBusinessDay)
{
    /// <returns>Null for a business day.</returns>
    public static ClosedDay? On(DateOnly day, BusinessCalendar calendar) =>
        calendar.ClosingOn(day) is { } closing ? new(day, closing, calendar.BusinessDayOnOrAfter(day)) : null;
}
