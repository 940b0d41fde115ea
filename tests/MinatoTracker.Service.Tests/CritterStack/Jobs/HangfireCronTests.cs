using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Jobs;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.CritterStack.Jobs;

/// <summary>Schedules as Hangfire keeps them.</summary>
public sealed class HangfireCronTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly DateTimeOffset NewYear = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones => ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];

    [Theory]
    [InlineData("00:00:05", "*/5 * * * * *")]
    [InlineData("00:00:30", "*/30 * * * * *")]
    [InlineData("00:01:00", "0 */1 * * * *")]
    [InlineData("00:15:00", "0 */15 * * * *")]
    [InlineData("01:00:00", "0 0 */1 * * *")]
    [InlineData("06:00:00", "0 0 */6 * * *")]
    [InlineData("1.00:00:00", "0 0 0 * * *")]
    public void An_interval_that_divides_the_minute_the_hour_or_the_day_is_kept_as_it_is(string interval, string expression) =>
        HangfireCron.Of(Every(interval), Tokyo).ShouldBe(new HangfireCron(expression, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:00.500")]
    [InlineData("00:00:07")]
    [InlineData("00:01:30")]
    [InlineData("00:07:00")]
    [InlineData("05:00:00")]
    [InlineData("2.00:00:00")]
    public void An_interval_that_cron_would_cut_short_is_refused(string interval) =>
        Should.Throw<NotSupportedException>(() => HangfireCron.Of(Every(interval), Tokyo)).Message.ShouldContain(interval);

    [Fact]
    public void Every_job_of_the_service_can_be_said()
    {
        using var services = new ServiceCollection().AddLogging()
            .AddTrackerCore(new() { LocalFolder = Path.GetTempPath(), Postgres = database.ConnectionString }).BuildServiceProvider();

        var jobs = services.GetServices<PlannedJob>().ToList();

        jobs.ShouldNotBeEmpty();
        jobs.ShouldAllBe(job => HangfireCron.Of(job.Schedule, Tokyo) != null);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Hangfire_fires_exactly_when_the_schedule_says(string name)
    {
        var settings = new TrackerSettings { LocalFolder = Path.GetTempPath(), Postgres = database.ConnectionString };
        await HangfireStorage.Prepare(settings, TestContext.Current.CancellationToken);
        var storage = HangfireStorage.Open(settings);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);

        // Half past two is skipped by many clocks in spring and comes twice in autumn.
        foreach (var schedule in new AtLocalTime[] { new(new(2, 30)), new(new(8, 30)), new(new(0, 0)), new(new(3, 15), DayOfWeek.Sunday) })
            foreach (var moment in DaysWorthALook(zone))
                Next(storage, schedule, zone, moment).ShouldBe(schedule.NextAfter(moment, zone), $"{schedule} in {name} after {moment:o}");
    }

    private static DateTimeOffset Next(JobStorage storage, JobSchedule schedule, TimeZoneInfo zone, DateTimeOffset moment)
    {
        // Hangfire counts from a second earlier, so as not to miss the very moment.
        var manager = new RecurringJobManager(
            storage, JobFilterProviders.Providers, new DefaultTimeZoneResolver(), () => moment.UtcDateTime.AddSeconds(1));
        var cron = HangfireCron.Of(schedule, zone);
        var id = $"{Guid.NewGuid():N}";
        manager.AddOrUpdate(id, Job.FromExpression<HangfireJob>(job => job.Run(id, null, default)), cron.Expression, new() { TimeZone = cron.Zone });
        using var connection = (JobStorageConnection)storage.GetConnection();
        return DateTime.SpecifyKind(connection.GetRecurringJobs([id]).Single().NextExecution!.Value, DateTimeKind.Utc);
    }

    /// <summary>A day in winter, and around every day on which the clock is turned.</summary>
    private static IEnumerable<DateTimeOffset> DaysWorthALook(TimeZoneInfo zone)
    {
        var days = Enumerable.Range(0, 366).Select(day => NewYear.AddDays(day)).ToArray();
        var turned = days.Where(day => zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1)));
        return turned.SelectMany(day => Enumerable.Range(-2, 8).Select(half => day.AddHours(12 * half))).Append(NewYear.AddMinutes(1));
    }

    private static EveryInterval Every(string interval) => new(TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture));
}
