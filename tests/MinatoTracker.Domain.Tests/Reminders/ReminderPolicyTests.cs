using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class ReminderPolicyTests
{
    [Fact]
    public void The_default_occasions_of_a_review_fall_on_these_mornings() =>
        Policy.Offsets.Select(offset => Policy.InstantOf(MidYear, offset))
            .ShouldBe([At(9, 1), At(9, 8), At(9, 14), At(9, 15), At(9, 16), At(9, 18)]);

    [Theory]
    [InlineData("America/New_York", "2021-03-14", "02:30", "2021-03-14T03:00:00-04:00")] // Skipped by the clocks.
    [InlineData("America/New_York", "2021-11-07", "01:30", "2021-11-07T01:30:00-05:00")] // There twice; once is enough.
    [InlineData("Asia/Tokyo", "2020-02-29", "08:30", "2020-02-29T08:30:00+09:00")]
    public void A_send_time_comes_once_a_day_in_every_zone(string zone, string deadline, string time, string instant)
    {
        var policy = new ReminderPolicy(TimeZoneInfo.FindSystemTimeZoneById(zone))
        {
            SendTime = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            Calendar = new() { Holidays = Domain.Calendars.HolidayCalendar.None, Weekend = new HashSet<DayOfWeek>() },
        };
        var day = Calendars.Iso.Day(deadline);
        var review = Review.Fold([new ReviewScheduled(Clerk, ReviewKind.MidYear, day.AddDays(-30), day)]);
        policy.InstantOf(review, 0).ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_day_ends_a_moment_before_the_next()
    {
        Policy.DayAt(Policy.EndOf(new(2020, 9, 1))).ShouldBe(new(2020, 9, 1));
        Policy.DayAt(Policy.EndOf(new(2020, 9, 1)).AddTicks(1)).ShouldBe(new(2020, 9, 2));
    }
}
