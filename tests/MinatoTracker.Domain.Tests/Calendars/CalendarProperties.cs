using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Tests.Calendars;

/// <summary>What the property tests of the calendar draw from.</summary>
internal static class CalendarProperties
{
    public static readonly Gen<DateOnly> Day = Days(new(1950, 1, 1), new(2100, 12, 31));

    public static readonly Gen<int> Count = Gen.Choose(-40, 40);

    /// <summary>Offices of every sort, with long closures, so that counting has much to step over.</summary>
    public static readonly Gen<BusinessCalendar> Calendar =
        from holidays in Gen.Elements(HolidayCalendar.Japan, HolidayCalendar.None)
        from yearEnd in Gen.Elements(null, YearEndClosure.Usual, new YearEndClosure(24, 7))
        from weekend in Gen.Elements<DayOfWeek[]>([], [DayOfWeek.Sunday], [DayOfWeek.Saturday, DayOfWeek.Sunday], [DayOfWeek.Friday, DayOfWeek.Saturday])
        from start in Gen.Choose(0, 364)
        from length in Gen.Choose(0, 20)
        select new BusinessCalendar
        {
            Holidays = holidays,
            YearEnd = yearEnd,
            Weekend = weekend.ToHashSet(),
            Closures = Enumerable.Range(1950, 151)
                .SelectMany(year => Enumerable.Range(start, length).Select(n => new DateOnly(year, 1, 1).AddDays(n))).ToHashSet(),
        };

    public static Gen<DateOnly> Days(DateOnly first, DateOnly last) =>
        Gen.Choose(first.DayNumber, last.DayNumber).Select(DateOnly.FromDayNumber);

    public static void Holds<T>(Gen<T> gen, Action<T> property, int times = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(gen.ToArbitrary(), property));
}
