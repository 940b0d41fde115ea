using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Calendars;
using static MinatoTracker.Domain.Tests.Calendars.CalendarProperties;

namespace MinatoTracker.Domain.Tests.Calendars;

public sealed class BusinessCalendarProperties
{
    private static readonly Gen<(BusinessCalendar Calendar, DateOnly Day, int Count)> Counting =
        from calendar in Calendar
        from day in Day
        from count in Count
        select (calendar, day, count);

    [Fact]
    public void Adding_business_days_lands_on_a_business_day() =>
        Holds(Counting, x => x.Calendar.IsBusinessDay(x.Calendar.AddBusinessDays(x.Day, x.Count)).ShouldBeTrue());

    [Fact]
    public void Going_back_leads_to_the_business_day_one_came_from() =>
        Holds(Counting, x => x.Calendar.AddBusinessDays(x.Calendar.AddBusinessDays(x.Day, x.Count), -x.Count)
            .ShouldBe(x.Calendar.BusinessDayOnOrAfter(x.Day)));

    [Fact]
    public void Counting_in_two_steps_is_counting_in_one() =>
        Holds(from x in Counting from more in Count select (x, more), y =>
        {
            var ((calendar, day, count), more) = y;
            calendar.AddBusinessDays(calendar.AddBusinessDays(day, count), more)
                .ShouldBe(calendar.AddBusinessDays(day, count + more));
        });

    [Fact]
    public void A_larger_count_is_always_a_later_day() =>
        Holds(Counting, x => x.Calendar.AddBusinessDays(x.Day, x.Count)
            .ShouldBeLessThan(x.Calendar.AddBusinessDays(x.Day, x.Count + 1)));

    [Fact]
    public void A_later_day_never_leads_to_an_earlier_one() =>
        Holds(Counting, x => x.Calendar.AddBusinessDays(x.Day, x.Count)
            .ShouldBeLessThanOrEqualTo(x.Calendar.AddBusinessDays(x.Day.AddDays(1), x.Count)));

    [Fact]
    public void Between_a_business_day_and_the_next_every_day_is_closed() =>
        Holds(Counting, x =>
        {
            var next = x.Calendar.NextBusinessDay(x.Day);
            next.ShouldBeGreaterThan(x.Day);
            for (var day = x.Day.AddDays(1); day < next; day = day.AddDays(1)) x.Calendar.ClosingOn(day).ShouldNotBeNull();
        });

    [Fact]
    public void The_days_between_are_the_count_that_was_added() =>
        Holds(Counting, x =>
        {
            var reached = x.Calendar.AddBusinessDays(x.Day, x.Count);
            x.Calendar.BusinessDaysBetween(x.Day, reached).ShouldBe(x.Count);
            x.Calendar.BusinessDaysBetween(reached, x.Day).ShouldBe(-x.Count);
        });

    [Fact]
    public void A_day_is_a_business_day_if_there_is_no_reason_to_close() =>
        Holds(Counting, x => x.Calendar.IsBusinessDay(x.Day).ShouldBe(x.Calendar.ClosingOn(x.Day) is null));
}
