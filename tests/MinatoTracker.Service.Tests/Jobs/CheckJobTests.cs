using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Reminders;
using MinatoTracker.Service.Tests.Site;
using Npgsql;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>The nightly check on a real plan's history.</summary>
public sealed class CheckJobTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task What_the_service_itself_wrote_equals_the_fold_of_the_log()
    {
        await world.Run();
        await world.Report("1-1-1");
        await world.MoveDeadline(new(2020, 9, 18));
        await world.MoveDeadline(new(2020, 9, 25), ReminderWorld.Community);

        (await Check()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_row_of_the_history_is_found_and_named()
    {
        await AsOwner("""
            update minato.history h set effective = effective + 31 from minato.history_slots s
            where s.slot_id = h.slot_id and s.stream_id = 'initiative/minato-2020/1-1-2' and s.slot = 'title'
            """);

        var finding = (await Check()).ShouldHaveSingleItem();
        finding.Code.ShouldBe("history_differs");
        finding.Message.ShouldContain("of initiative/minato-2020/1-1-2. title: effective is 2020-10-02 instead of 2020-09-01.");

        var job = (await Seen("ja")).Jobs.Single(job => job.Name == "check");
        job.Last!.Result.ShouldBe(JobResult.Failed);
        job.Findings.Single(found => found.Code == "history_differs").Message.ShouldMatch("^履歴が記録と1件食い違っています。最初はinitiative/minato-2020/1-1-2の記録\\d+で、titleのeffectiveが2020-10-02です（正しくは2020-09-01）。");
        JobHealth.Findings(await Seen("en"), "minato").Single().Message.ShouldStartWith("The job check failed last time: Found ");
    }

    [Fact]
    public async Task A_reminder_to_come_that_is_wrong_missing_or_one_too_many_is_found_and_named()
    {
        (await Check()).ShouldBeEmpty();
        var (haruka, makoto) = (world.Haruka.Id, world.Makoto.Id);

        await AsOwner($"update minato.planned_reminders set deadline = '2020-09-16' where person = '{haruka}' and occasion = -5");
        await FoundOnly($"minato-2020/mid-year/{haruka}/-5: deadline is 2020-09-16 instead of 2020-09-15.");
        await AsOwner($"delete from minato.planned_reminders where person = '{makoto}' and occasion = 3");
        await FoundOnly($"minato-2020/mid-year/{makoto}/3: row is none instead of one.");
        await AsOwner($"""
            insert into minato.planned_reminders
            select p.tenant_id, p.person, p.plan, p.review, 7, p.section, p.audience, p.deadline, p.due_at, p.next_at, p.attempts
            from minato.planned_reminders p where p.person = '{makoto}' and p.occasion = 1
            """);
        await FoundOnly($"minato-2020/mid-year/{makoto}/7: row is one instead of none.");
        await AsOwner($"update minato.reminder_turns set turn_at = '2020-09-02 00:00Z' where person = '{haruka}'");
        (await Check()).ShouldHaveSingleItem().Message.ShouldContain($"the first is {haruka}: 2020-09-02 00:00:00Z instead of 2020-08-31 23:30:00Z.");
        (await Seen("ja")).Jobs.Single(job => job.Name == "check").Findings.Single(found => found.Code == "reminder_turns_differ").Message
            .ShouldBe($"1人の督促の順番が、最初の督促の時刻と食い違っています。最初は{haruka}で、2020-09-02 00:00:00Zです（正しくは2020-08-31 23:30:00Z）。ops/minato remind で直ります。");
        await world.Node.GetRequiredService<ReminderPlan>().PlanAnew();
        (await Check()).ShouldBeEmpty();
    }

    private async Task FoundOnly(string message)
    {
        (await Check()).ShouldHaveSingleItem().Message.ShouldContain(message);
        await world.Node.GetRequiredService<ReminderPlan>().PlanAnew();
        (await Check()).ShouldBeEmpty();
    }

    private Task<JobsView> Seen(string language) => Speaking.In(language, _ => world.Node.GetRequiredService<JobQueries>().All());

    // The server of the tests is set up to be quick rather than careful.
    private async Task<Finding[]> Check() =>
        [.. (await world.Node.GetRequiredService<JobRunner>().Run("check")).Findings!.Where(finding => finding.Code != "not_durable")];

    private async Task AsOwner(string sql)
    {
        await using var source = NpgsqlDataSource.Create(world.Settings.Postgres!);
        await using var command = source.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
