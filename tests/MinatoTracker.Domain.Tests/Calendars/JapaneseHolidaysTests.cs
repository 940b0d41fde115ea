using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Tests.Calendars;

public sealed class JapaneseHolidaysTests
{
    public static TheoryData<int> PublishedYears =>
        [.. Enumerable.Range(PublishedHolidays.FirstYear, PublishedHolidays.LastYear - PublishedHolidays.FirstYear + 1)];

    [Fact]
    public void The_published_list_is_here_whole()
    {
        PublishedHolidays.All.Count.ShouldBe(1067);
        PublishedHolidays.All.Select(row => row.Date).ShouldBeUnique();
        PublishedHolidays.All.Select(row => row.Date.Year).Distinct().Count().ShouldBe(73);
    }

    [Theory]
    [MemberData(nameof(PublishedYears))]
    public void Every_year_has_exactly_the_published_days_under_the_published_names(int year) =>
        JapaneseHolidays.InYear(year).Select(holiday => (holiday.Date, PublishedHolidays.NameOf(holiday)))
            .ShouldBe(PublishedHolidays.InYear(year));

    [Fact]
    public void Every_day_of_the_published_years_is_a_holiday_only_if_it_is_on_the_list()
    {
        var published = PublishedHolidays.All.Select(row => row.Date).ToHashSet();
        for (var day = new DateOnly(PublishedHolidays.FirstYear, 1, 1); day.Year <= PublishedHolidays.LastYear; day = day.AddDays(1))
        {
            (JapaneseHolidays.On(day) is not null).ShouldBe(published.Contains(day), Iso.Text(day));
        }
    }

    [Fact]
    public void The_first_holiday_under_the_law_is_the_autumnal_equinox_of_1948()
    {
        JapaneseHolidays.InYear(1947).ShouldBeEmpty();
        JapaneseHolidays.InYear(1948).Select(holiday => holiday.Date)
            .ShouldBe([new(1948, 9, 23), new(1948, 11, 3), new(1948, 11, 23)]);
    }

    [Theory]
    [InlineData("1973-02-11", "1973-02-12", false)] // A Sunday before the rule.
    [InlineData("1973-04-29", "1973-04-30", true)] // The first Sunday under it.
    [InlineData("1998-05-03", "1998-05-04", true)]
    [InlineData("2008-05-04", "2008-05-06", true)] // Monday is a holiday itself: since 2007 the next free day.
    [InlineData("2009-05-03", "2009-05-06", true)]
    public void A_holiday_on_a_Sunday_has_a_substitute_as_the_law_of_its_year_says(string sunday, string day, bool substituted)
    {
        Iso.Day(sunday).DayOfWeek.ShouldBe(DayOfWeek.Sunday);
        (JapaneseHolidays.On(Iso.Day(day))?.Kind == HolidayKind.Substitute).ShouldBe(substituted);
    }

    // The Tuesdays between Monday 敬老の日 and Wednesday 秋分の日, the 4ths of May before 2007, and 2019.
    [Fact]
    public void The_citizens_holidays_are_the_days_between_two_holidays() =>
        Kind(HolidayKind.Citizens, 1955, 2050).ShouldBe(
        [
            "1988-05-04", "1989-05-04", "1990-05-04", "1991-05-04", "1993-05-04", "1994-05-04", "1995-05-04",
            "1996-05-04", "1999-05-04", "2000-05-04", "2001-05-04", "2002-05-04", "2004-05-04", "2005-05-04",
            "2006-05-04", "2009-09-22", "2015-09-22", "2019-04-30", "2019-05-02", "2026-09-22", "2032-09-21",
            "2037-09-22", "2043-09-22", "2049-09-21",
        ]);

    [Theory]
    [InlineData("1986-05-04")]
    [InlineData("1997-05-04")]
    [InlineData("2003-05-04")]
    public void A_Sunday_between_two_holidays_was_no_citizens_holiday(string day) =>
        JapaneseHolidays.On(Iso.Day(day)).ShouldBeNull();

    [Theory]
    [InlineData("1987-05-04")]
    [InlineData("1992-05-04")]
    [InlineData("1998-05-04")]
    public void A_Monday_that_is_a_substitute_and_between_two_holidays_is_a_substitute(string day) =>
        JapaneseHolidays.On(Iso.Day(day))!.Kind.ShouldBe(HolidayKind.Substitute);

    [Fact]
    public void The_two_days_of_the_accession_in_2019_bear_their_names_and_make_ten_days_off()
    {
        JapaneseHolidays.On(new(2019, 5, 1))!.Name.ShouldBe("天皇の即位の日");
        JapaneseHolidays.On(new(2019, 10, 22))!.Name.ShouldBe("即位礼正殿の儀");
        Enumerable.Range(0, 10).Select(n => new DateOnly(2019, 4, 27).AddDays(n))
            .ShouldAllBe(day => day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday || JapaneseHolidays.On(day) != null);
    }

    [Fact]
    public void In_2020_and_2021_the_summer_holidays_stand_around_the_Games()
    {
        Named(2020, "海の日", "スポーツの日", "山の日").ShouldBe([new(2020, 7, 23), new(2020, 7, 24), new(2020, 8, 10)]);
        Named(2021, "海の日", "スポーツの日", "山の日").ShouldBe([new(2021, 7, 22), new(2021, 7, 23), new(2021, 8, 8)]);
        JapaneseHolidays.On(new(2021, 8, 9))!.Kind.ShouldBe(HolidayKind.Substitute);
        JapaneseHolidays.On(new(2020, 10, 12)).ShouldBeNull();
    }

    [Fact]
    public void Every_holiday_has_a_name_in_both_languages_and_a_year_lists_them_in_order()
    {
        var all = Enumerable.Range(1948, 203).SelectMany(JapaneseHolidays.InYear).ToList();
        all.ShouldAllBe(holiday => holiday.Name.Length > 0 && holiday.EnglishName.Length > 0);
        all.Select(holiday => holiday.Date).ShouldBeInOrder();
        all.Select(holiday => holiday.Date).ShouldBeUnique();
    }

    // Worked out apart from this code, from the approximation as printed with its constants of 1900, 1980 and 2100:
    // years in which a day moves, the first on 19 March, and either side of the century without a leap day.
    [Theory]
    [InlineData(1960, 20, 23)]
    [InlineData(1979, 21, 24)]
    [InlineData(1980, 20, 23)]
    [InlineData(2012, 20, 22)]
    [InlineData(2092, 19, 22)]
    [InlineData(2099, 20, 23)]
    [InlineData(2100, 20, 23)]
    [InlineData(2121, 21, 23)]
    [InlineData(2150, 21, 23)]
    public void The_equinoxes_follow_the_printed_approximation(int year, int march, int september)
    {
        JapaneseHolidays.InYear(year).Single(holiday => holiday.Name == "春分の日").Date.ShouldBe(new(year, 3, march));
        JapaneseHolidays.InYear(year).Single(holiday => holiday.Name == "秋分の日").Date.ShouldBe(new(year, 9, september));
    }

    private static IEnumerable<string> Kind(HolidayKind kind, int first, int last) =>
        from year in Enumerable.Range(first, last - first + 1)
        from holiday in JapaneseHolidays.InYear(year)
        where holiday.Kind == kind
        select Iso.Text(holiday.Date);

    private static IEnumerable<DateOnly> Named(int year, params string[] names) =>
        names.Select(name => JapaneseHolidays.InYear(year).Single(holiday => holiday.Name == name).Date);
}
