namespace MinatoTracker.Domain.Calendars;

/// <summary>Whose public holidays an office keeps.</summary>
public enum HolidayCalendar
{
    Japan,

    /// <summary>None that are known here: the office gives its holidays as closures.</summary>
    None,
}

/// <summary>Why an office is closed on a day.</summary>
public sealed record Closing(ClosingReason Reason, Holiday? Holiday = null);

public enum ClosingReason
{
    Holiday,
    YearEnd,
    Local,
    Weekend,
}

/// <summary>年末年始: closed from a day in December to a day in January.</summary>
public sealed record YearEndClosure(int FromDecember, int ToJanuary)
{
    public static YearEndClosure Usual { get; } = new(29, 3);

    public bool Contains(DateOnly day) =>
        (day.Month == 12 && day.Day >= FromDecember) || (day.Month == 1 && day.Day <= ToJanuary);
}
