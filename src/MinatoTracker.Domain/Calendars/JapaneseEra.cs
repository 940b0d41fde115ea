namespace MinatoTracker.Domain.Calendars;

/// <summary>An era (元号) since Japan took up the Gregorian calendar. <see cref="EraText"/> writes and reads its dates.</summary>
/// <param name="Letter">As in R2.10.1.</param>
/// <param name="FirstYear">The calendar year that is its 元年.</param>
/// <param name="LastDay">Of the current era: open.</param>
public sealed record JapaneseEra(string Name, char Letter, int FirstYear, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>The newest first.</summary>
    /// <remarks>
    /// The days on which Meiji and Taishō ended carry both names, because the next era was declared on the same day;
    /// since 1989 an era begins at midnight. Meiji 1 to 5 were counted by the moon and are no dates of this calendar.
    /// </remarks>
    public static IReadOnlyList<JapaneseEra> All { get; } =
    [
        new("令和", 'R', 2019, new(2019, 5, 1), DateOnly.MaxValue),
        new("平成", 'H', 1989, new(1989, 1, 8), new(2019, 4, 30)),
        new("昭和", 'S', 1926, new(1926, 12, 25), new(1989, 1, 7)),
        new("大正", 'T', 1912, new(1912, 7, 30), new(1926, 12, 25)),
        new("明治", 'M', 1868, new(1873, 1, 1), new(1912, 7, 30)),
    ];

    /// <summary>The era of a day, the newer one where two share it; null before 1873.</summary>
    public static JapaneseEra? Of(DateOnly day) => All.FirstOrDefault(era => era.Contains(day));

    /// <summary>The era by its name or letter, in either case; null if it is none.</summary>
    public static JapaneseEra? Named(string nameOrLetter) =>
        All.FirstOrDefault(era => era.Name == nameOrLetter
            || nameOrLetter is [var letter] && char.ToUpperInvariant(letter) == era.Letter);

    public bool Contains(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <summary>1 for the first year (元年).</summary>
    public int YearOf(int calendarYear) => calendarYear - FirstYear + 1;

    public int CalendarYearOf(int eraYear) => eraYear + FirstYear - 1;
}
