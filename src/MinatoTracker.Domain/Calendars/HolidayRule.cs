namespace MinatoTracker.Domain.Calendars;

/// <summary>One line of the law: a holiday, the years in which it stood so, and how its day is found.</summary>
internal sealed record HolidayRule(string Name, string EnglishName, int FirstYear, int LastYear, Func<int, DateOnly> DayIn)
{
    public bool StandsIn(int year) => year >= FirstYear && year <= LastYear;

    public Holiday In(int year) => new(DayIn(year), Name, EnglishName, HolidayKind.National);
}
