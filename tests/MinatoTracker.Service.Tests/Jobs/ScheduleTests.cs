using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>When jobs come, over a year, in zones whose clocks are turned and in those whose are not.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTimeOffset NewYear = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones => ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_daily_job_comes_once_a_day_of_the_leap_year_and_never_before_its_time(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);

        // Half past two is skipped by many clocks in spring and comes twice in autumn.
        foreach (var at in new TimeOnly[] { new(2, 30), new(0, 0), new(8, 30), new(23, 59) })
        {
            var turns = Turns(new AtLocalTime(at), zone, 367);
            var days = turns.Select(turn => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(turn, zone).DateTime)).ToList();
            days.ShouldBe(Enumerable.Range(0, 367).Select(days[0].AddDays), $"every day at {at} in {name}");
            foreach (var turn in turns)
            {
                var local = TimeZoneInfo.ConvertTime(turn, zone);
                (local.TimeOfDay == at.ToTimeSpan() || zone.IsInvalidTime(local.Date + at.ToTimeSpan())).ShouldBeTrue($"{local:o} in {name}");
            }
        }
    }

    [Fact]
    public void A_time_that_the_clock_jumps_over_comes_when_it_has_jumped()
    {
        var next = new AtLocalTime(new(2, 30)).NextAfter(new(2020, 3, 28, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        next.ShouldBe(new DateTimeOffset(2020, 3, 29, 3, 0, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_time_that_comes_twice_counts_the_first_time()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var first = new AtLocalTime(new(2, 30)).NextAfter(new(2020, 10, 24, 12, 0, 0, TimeSpan.Zero), berlin);

        first.ShouldBe(new DateTimeOffset(2020, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)));
        new AtLocalTime(new(2, 30)).NextAfter(first, berlin).ShouldBe(new DateTimeOffset(2020, 10, 26, 2, 30, 0, TimeSpan.FromHours(1)));
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_weekly_job_comes_on_its_day_and_no_other(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);

        var turns = Turns(new AtLocalTime(new(4, 0), DayOfWeek.Sunday), zone, 53).Select(turn => TimeZoneInfo.ConvertTime(turn, zone)).ToList();

        turns.ShouldAllBe(turn => turn.DayOfWeek == DayOfWeek.Sunday && turn.Hour == 4);
        turns.Zip(turns.Skip(1)).ShouldAllBe(pair => pair.Second.Date - pair.First.Date == TimeSpan.FromDays(7));
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Quartz_fires_exactly_when_the_schedule_says(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        foreach (var schedule in new AtLocalTime[] { new(new(2, 30)), new(new(8, 30)), new(new(0, 0)), new(new(3, 15), DayOfWeek.Sunday) })
        {
            var trigger = QuartzJobs.Trigger(new("job", schedule, _ => throw new NotSupportedException()), zone)
                .GetTriggerBuilder().StartAt(NewYear).Build();
            foreach (var turn in Turns(schedule, zone, 380))
                trigger.GetFireTimeAfter(turn.AddTicks(-1))!.Value.ShouldBe(turn, TimeSpan.FromSeconds(1), $"{schedule} in {name}");
        }
    }

    private static List<DateTimeOffset> Turns(JobSchedule schedule, TimeZoneInfo zone, int count)
    {
        List<DateTimeOffset> turns = [];
        for (var moment = NewYear; turns.Count < count; turns.Add(moment)) moment = schedule.NextAfter(moment, zone);
        return turns;
    }
}
