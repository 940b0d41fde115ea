namespace MinatoTracker.Domain.Calendars;

/// <summary>A day off by the law on national holidays (国民の祝日に関する法律).</summary>
public sealed record Holiday(DateOnly Date, string Name, string EnglishName, HolidayKind Kind);

public enum HolidayKind
{
    /// <summary>国民の祝日, and the days that a law of their own made a holiday once.</summary>
    National,

    /// <summary>振替休日: in place of a national holiday that falls on a Sunday.</summary>
    Substitute,

    /// <summary>国民の休日: a day between two national holidays.</summary>
    Citizens,
}
