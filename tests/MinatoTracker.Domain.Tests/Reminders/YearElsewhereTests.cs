using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>
/// Offices where clocks are turned, which work on Sundays and remind in the hour that is skipped in spring and comes twice in autumn;
/// a quarter of an hour at a time, for a year and more. When the mails should leave was read off the offices' calendars.
/// </summary>
public sealed class YearElsewhereTests
{
    [Theory]
    // Clocks go forward on 10 March 2024: 02:30 is skipped, and comes as 03:00.
    [InlineData("America/New_York", "02:30", "2024-03-10", "2024-02-27T02:30-05:00", "2024-03-04T02:30-05:00", "2024-03-08T02:30-05:00", "2024-03-10T03:00-04:00", "2024-03-11T02:30-04:00", "2024-03-13T02:30-04:00")]
    // Forward on 31 March 2024.
    [InlineData("Europe/Berlin", "02:30", "2024-03-31", "2024-03-19T02:30+01:00", "2024-03-25T02:30+01:00", "2024-03-29T02:30+01:00", "2024-03-31T03:00+02:00", "2024-04-01T02:30+02:00", "2024-04-03T02:30+02:00")]
    // Back on 27 October 2024: 02:30 comes twice, and one mail leaves.
    [InlineData("Europe/Berlin", "02:30", "2024-10-27", "2024-10-15T02:30+02:00", "2024-10-21T02:30+02:00", "2024-10-25T02:30+02:00", "2024-10-27T02:30+01:00", "2024-10-28T02:30+01:00", "2024-10-30T02:30+01:00")]
    // The deadline is a leap day.
    [InlineData("Asia/Tokyo", "08:30", "2024-02-29", "2024-02-18T08:30+09:00", "2024-02-23T08:30+09:00", "2024-02-28T08:30+09:00", "2024-02-29T08:30+09:00", "2024-03-01T08:30+09:00", "2024-03-04T08:30+09:00")]
    public void Each_occasion_leaves_once_at_the_offices_time(string zone, string time, string deadline, params string[] expected)
    {
        var office = TimeZoneInfo.FindSystemTimeZoneById(zone);
        // Saturdays are off.
        var policy = new ReminderPolicy(office)
        {
            SendTime = TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture),
            Calendar = new() { Holidays = HolidayCalendar.None, YearEnd = null, Weekend = new HashSet<DayOfWeek> { DayOfWeek.Saturday } },
        };
        var due = Calendars.Iso.Day(deadline);
        var review = Review.Fold([new ReviewScheduled(Clerk, ReviewKind.YearEnd, due.AddDays(-60), due)]);
        var (ledger, sent) = (ReminderLedger.Empty, new List<string>());
        for (var now = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero); now.Year < 2025; now = now.AddMinutes(15))
        {
            var turn = Reminding.Turn(review, policy, [Owing("tanaka", "1-1-1")], ledger, now);
            if (turn.IsEmpty) continue;
            sent.AddRange(turn.Due.Select(_ => TimeZoneInfo.ConvertTime(now, office).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture)));
            turn.Skipped.ShouldBeEmpty();
            ledger = ledger.After(turn, now);
        }

        sent.ShouldBe(expected);
    }
}
