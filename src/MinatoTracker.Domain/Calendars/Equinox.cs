namespace MinatoTracker.Domain.Calendars;

/// <summary>The days of the equinoxes in Japan (春分日, 秋分日).</summary>
/// <remarks>
/// The approximation in general use, from 新こよみ便利帳 (恒星社厚生閣), published for 1851–2150: the equinox of 1980,
/// later by 0.242194 of a day each year and earlier by a day with each leap day. The government announces the day of a
/// year in February of the year before; until then it is a forecast, and after 2150 an extrapolation.
/// Decimals, because a rounding error would move a holiday.
/// </remarks>
internal static class Equinox
{
    private const decimal DriftPerYear = 0.242194m;

    // The book's own constants for 1900–1979 move no day since the law of 1948.
    public static DateOnly Vernal(int year) => Day(year, 3, year < 2100 ? 20.8431m : 20.8510m);

    public static DateOnly Autumnal(int year) => Day(year, 9, 23.2488m);

    private static DateOnly Day(int year, int month, decimal dayIn1980) =>
        new(year, month, (int)decimal.Floor(dayIn1980 + (DriftPerYear * (year - 1980)) - (LeapDaysTo(year) - LeapDaysTo(1980))));

    // The book counts only every fourth year and gives 2100–2150 constants a day higher; counting as the calendar does,
    // which leaves 2100 out, comes to the same and stays right at the next century.
    private static int LeapDaysTo(int year) => (year / 4) - (year / 100) + (year / 400);
}
