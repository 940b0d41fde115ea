namespace MinatoTracker.Domain.Calendars;

/// <summary>
/// The law on national holidays of 20 July 1948 as amended, and the laws that made single days a holiday.
/// One line a wording: a holiday that was moved or renamed has several.
/// </summary>
internal static class HolidayLaw
{
    /// <summary>昭和23年法律第178号 was in force from the day it was promulgated.</summary>
    public static readonly DateOnly InForce = new(1948, 7, 20);

    /// <summary>昭和48年法律第10号: a holiday on a Sunday gives the Monday.</summary>
    public static readonly DateOnly SubstitutesSince = new(1973, 4, 12);

    /// <summary>昭和60年法律第103号: a day between two holidays is one too.</summary>
    public static readonly DateOnly CitizensHolidaysSince = new(1985, 12, 27);

    /// <summary>平成17年法律第43号: the substitute is the next day that is no holiday itself, not just the Monday.</summary>
    public static readonly DateOnly WiderSubstitutesSince = new(2007, 1, 1);

    public static readonly IReadOnlyList<HolidayRule> Rules =
    [
        Fixed("元日", "New Year's Day", 1, 1, since: 1948),
        Fixed("成人の日", "Coming of Age Day", 1, 15, since: 1948, until: 1999),
        Monday("成人の日", "Coming of Age Day", 1, nth: 2, since: 2000),
        Fixed("建国記念の日", "National Foundation Day", 2, 11, since: 1967),
        new("春分の日", "Vernal Equinox Day", 1948, Open, Equinox.Vernal),
        Fixed("憲法記念日", "Constitution Memorial Day", 5, 3, since: 1948),
        Fixed("こどもの日", "Children's Day", 5, 5, since: 1948),

        // 29 April: the birthday of the Shōwa Emperor under three names.
        Fixed("天皇誕生日", "The Emperor's Birthday", 4, 29, since: 1948, until: 1988),
        Fixed("みどりの日", "Greenery Day", 4, 29, since: 1989, until: 2006),
        Fixed("昭和の日", "Showa Day", 4, 29, since: 2007),
        Fixed("みどりの日", "Greenery Day", 5, 4, since: 2007),

        // 2019 had no birthday: the throne changed hands between February and December.
        Fixed("天皇誕生日", "The Emperor's Birthday", 12, 23, since: 1989, until: 2018),
        Fixed("天皇誕生日", "The Emperor's Birthday", 2, 23, since: 2020),

        // 2020 and 2021: moved to the opening and closing of the Olympic Games by the law on special measures for them.
        Fixed("海の日", "Marine Day", 7, 20, since: 1996, until: 2002),
        Monday("海の日", "Marine Day", 7, nth: 3, since: 2003, until: 2019),
        Once("海の日", "Marine Day", 2020, 7, 23),
        Once("海の日", "Marine Day", 2021, 7, 22),
        Monday("海の日", "Marine Day", 7, nth: 3, since: 2022),

        Fixed("山の日", "Mountain Day", 8, 11, since: 2016, until: 2019),
        Once("山の日", "Mountain Day", 2020, 8, 10),
        Once("山の日", "Mountain Day", 2021, 8, 8),
        Fixed("山の日", "Mountain Day", 8, 11, since: 2022),

        Fixed("体育の日", "Health and Sports Day", 10, 10, since: 1966, until: 1999),
        Monday("体育の日", "Health and Sports Day", 10, nth: 2, since: 2000, until: 2019),
        Once("スポーツの日", "Sports Day", 2020, 7, 24),
        Once("スポーツの日", "Sports Day", 2021, 7, 23),
        Monday("スポーツの日", "Sports Day", 10, nth: 2, since: 2022),

        Fixed("敬老の日", "Respect for the Aged Day", 9, 15, since: 1966, until: 2002),
        Monday("敬老の日", "Respect for the Aged Day", 9, nth: 3, since: 2003),
        new("秋分の日", "Autumnal Equinox Day", 1948, Open, Equinox.Autumnal),
        Fixed("文化の日", "Culture Day", 11, 3, since: 1948),
        Fixed("勤労感謝の日", "Labor Thanksgiving Day", 11, 23, since: 1948),

        // Days of the imperial house, each by a law of its own. That of 2019 says that its two days count as national
        // holidays for the days between; the others stand where it makes no difference.
        Once("結婚の儀", "Wedding of the Crown Prince", 1959, 4, 10),
        Once("大喪の礼", "Funeral of the Showa Emperor", 1989, 2, 24),
        Once("即位礼正殿の儀", "Enthronement Ceremony", 1990, 11, 12),
        Once("結婚の儀", "Wedding of the Crown Prince", 1993, 6, 9),
        Once("天皇の即位の日", "Accession of the Emperor", 2019, 5, 1),
        Once("即位礼正殿の儀", "Enthronement Ceremony", 2019, 10, 22),
    ];

    private const int Open = int.MaxValue;

    private static HolidayRule Fixed(string name, string english, int month, int day, int since, int until = Open) =>
        new(name, english, since, until, year => new DateOnly(year, month, day));

    private static HolidayRule Monday(string name, string english, int month, int nth, int since, int until = Open) =>
        new(name, english, since, until, year => NthMonday(year, month, nth));

    private static HolidayRule Once(string name, string english, int year, int month, int day) =>
        Fixed(name, english, month, day, since: year, until: year);

    private static DateOnly NthMonday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        var toMonday = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(toMonday + (7 * (nth - 1)));
    }
}
