using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Tests.Calendars;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Japan = BusinessCalendar.Japan;

    [Theory]
    [InlineData("2026-10-30", null)] // Friday
    [InlineData("2026-10-31", ClosingReason.Weekend)]
    [InlineData("2026-11-01", ClosingReason.Weekend)]
    [InlineData("2026-11-02", null)]
    [InlineData("2026-11-03", ClosingReason.Holiday)]
    [InlineData("2026-12-28", null)]
    [InlineData("2026-12-29", ClosingReason.YearEnd)]
    [InlineData("2026-12-31", ClosingReason.YearEnd)]
    [InlineData("2027-01-01", ClosingReason.Holiday)]
    [InlineData("2027-01-03", ClosingReason.YearEnd)]
    [InlineData("2027-01-04", null)]
    public void An_office_is_closed_at_weekends_on_holidays_and_over_the_new_year(string date, ClosingReason? reason)
    {
        var day = Iso.Day(date);
        (Japan.ClosingOn(day)?.Reason).ShouldBe(reason);
        Japan.IsBusinessDay(day).ShouldBe(reason is null);
    }

    [Fact]
    public void A_closing_on_a_holiday_names_it() =>
        Japan.ClosingOn(new(2026, 9, 22))!.Holiday!.Name.ShouldBe("国民の休日");

    [Fact]
    public void A_local_closure_closes_this_office_alone()
    {
        var typhoon = new DateOnly(2018, 9, 4);
        var closed = new BusinessCalendar { Closures = new HashSet<DateOnly> { typhoon } };
        closed.ClosingOn(typhoon).ShouldBe(new Closing(ClosingReason.Local));
        closed.NextBusinessDay(new(2018, 9, 3)).ShouldBe(new(2018, 9, 5));
        Japan.IsBusinessDay(typhoon).ShouldBeTrue();
    }

    [Fact]
    public void A_set_of_closures_changed_afterwards_does_not_change_the_calendar()
    {
        var closures = new HashSet<DateOnly>();
        var calendar = new BusinessCalendar { Closures = closures };
        closures.Add(new(2026, 10, 30));
        calendar.IsBusinessDay(new(2026, 10, 30)).ShouldBeTrue();
    }

    [Fact]
    public void An_office_elsewhere_keeps_no_Japanese_holidays_and_its_own_weekend()
    {
        BusinessCalendar.WeekendsOnly.IsBusinessDay(new(2026, 11, 3)).ShouldBeTrue();
        BusinessCalendar.WeekendsOnly.IsBusinessDay(new(2026, 12, 31)).ShouldBeTrue();
        var gulf = new BusinessCalendar
        {
            Holidays = HolidayCalendar.None,
            YearEnd = null,
            Weekend = new HashSet<DayOfWeek> { DayOfWeek.Friday, DayOfWeek.Saturday },
        };
        gulf.IsBusinessDay(new(2026, 10, 30)).ShouldBeFalse();
        gulf.IsBusinessDay(new(2026, 11, 1)).ShouldBeTrue();
    }

    [Fact]
    public void A_year_end_set_by_ordinance_is_kept()
    {
        var calendar = new BusinessCalendar { YearEnd = new YearEndClosure(28, 5) };
        calendar.NextBusinessDay(new(2026, 12, 27)).ShouldBe(new(2027, 1, 6));
    }

    [Fact]
    public void A_week_without_a_working_day_is_refused() =>
        Should.Throw<ArgumentException>(() => new BusinessCalendar { Weekend = Enum.GetValues<DayOfWeek>().ToHashSet() });

    // The deadline of the mid-year review, and of one that somebody put on 文化の日.
    [Theory]
    [InlineData("2020-09-18", -10, "2020-09-04")]
    [InlineData("2020-09-18", -1, "2020-09-17")]
    [InlineData("2020-09-18", 0, "2020-09-18")]
    [InlineData("2020-09-18", 1, "2020-09-23")] // Over 敬老の日 and 秋分の日.
    [InlineData("2020-09-18", 3, "2020-09-25")]
    [InlineData("2020-11-03", -1, "2020-11-02")]
    [InlineData("2020-11-03", 0, "2020-11-04")]
    [InlineData("2020-11-03", 1, "2020-11-05")]
    [InlineData("2026-12-28", 1, "2027-01-04")]
    [InlineData("2027-01-01", -1, "2026-12-28")]
    public void Offsets_are_counted_from_the_deadline_or_the_business_day_it_moves_to(string deadline, int offset, string expected) =>
        Japan.AddBusinessDays(Iso.Day(deadline), offset).ShouldBe(Iso.Day(expected));

    [Fact]
    public void Counting_back_over_a_leap_day_counts_it() =>
        Japan.AddBusinessDays(new(2024, 3, 1), -1).ShouldBe(new(2024, 2, 29));

    [Fact]
    public void The_business_days_of_a_year_are_those_an_office_counts()
    {
        // Counted apart from this code, from the published list.
        Japan.BusinessDaysBetween(new(2026, 1, 1), new(2027, 1, 1)).ShouldBe(240);
        Japan.BusinessDaysBetween(new(2020, 4, 1), new(2021, 4, 1)).ShouldBe(243);
        Japan.BusinessDaysBetween(new(2026, 10, 30), new(2026, 11, 4)).ShouldBe(2);
        Japan.BusinessDaysBetween(new(2026, 11, 4), new(2026, 10, 30)).ShouldBe(-2);
        Japan.BusinessDaysBetween(new(2026, 10, 31), new(2026, 11, 2)).ShouldBe(0);
    }
}
