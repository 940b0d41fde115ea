using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reliability;

/// <summary>ops/bench --work reminders-reliability does the same with 10,000.</summary>
public sealed class ReliabilityTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task While_processes_are_killed_and_the_mail_server_fails_no_reminder_is_lost_or_recorded_twice()
    {
        var dll = Edition.Current.GetType().Assembly.Location;
        var count = await new ReliabilityRun(database.ConnectionString, dll, people: 600).Run(TestContext.Current.CancellationToken);
        output.WriteLine($"{count}");
        count.Wrong.ShouldBeEmpty();
        count.ShouldSatisfyAllConditions(
            x => (x.Sent + x.GivenUp).ShouldBe(x.Due), x => x.GivenUp.ShouldBe(12), x => x.Killed.ShouldBeGreaterThan(0), x => x.SmtpFaults.ShouldBeGreaterThan(20));
    }
}
