using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Tests.Jobs;

public sealed class JobTimingTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly AtLocalTime Nightly = new(new(3, 15));
    private static readonly EveryInterval EveryMinute = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void A_job_that_ran_last_night_comes_tonight() =>
        JobTiming.Of(Nightly, At(2, 3, 15), At(2, 12, 0), Tokyo).ShouldBe(new JobTiming(At(3, 3, 15), false));

    [Fact]
    public void A_night_that_was_left_out_shows() =>
        JobTiming.Of(Nightly, At(1, 3, 15), At(2, 12, 0), Tokyo).ShouldBe(new JobTiming(At(3, 3, 15), true));

    [Fact]
    public void A_few_minutes_are_no_cause_for_alarm() =>
        JobTiming.Of(Nightly, At(1, 3, 15), At(2, 3, 25), Tokyo).IsOverdue.ShouldBeFalse();

    [Fact]
    public void A_job_that_never_ran_is_not_late() =>
        JobTiming.Of(Nightly, null, At(2, 12, 0), Tokyo).ShouldBe(new JobTiming(At(3, 3, 15), false));

    [Fact]
    public void A_job_of_every_minute_that_stands_still_shows() =>
        JobTiming.Of(EveryMinute, At(2, 3, 15), At(2, 12, 0), Tokyo).ShouldBe(new JobTiming(At(2, 12, 0), true));

    private static DateTimeOffset At(int day, int hour, int minute) => new(2020, 10, day, hour, minute, 0, TimeSpan.FromHours(9));
}
