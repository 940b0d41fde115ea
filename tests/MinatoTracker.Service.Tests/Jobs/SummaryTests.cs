using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Jobs.Summary;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Jobs;

public sealed class SummaryWeekTests
{
    [Fact]
    public void A_summary_is_due_from_the_weeks_first_business_day_on()
    {
        for (var monday = new DateOnly(2019, 12, 30); monday.Year < 2021; monday = monday.AddDays(7))
        {
            var week = Enumerable.Range(0, 7).Select(monday.AddDays).ToList();
            var working = week.Where(BusinessCalendar.Japan.IsBusinessDay).ToList();
            var due = week.Where(day => SummaryWeek.DueOn(day, BusinessCalendar.Japan) is not null).ToList();

            due.ShouldBe(working.Count == 0 ? [] : week.Where(day => day >= working[0]), $"the week of {monday}");
            due.ShouldAllBe(day => SummaryWeek.DueOn(day, BusinessCalendar.Japan) == monday);
        }
    }
}

/// <summary>The weekly summary over a real SMTP server.</summary>
public sealed class SummaryTests(MailDev server) : IClassFixture<MailDev>, IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        await server.Empty();
        world = await ReminderWorld.Create(server.Smtp);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Planning_gets_one_mail_a_week_with_what_changed_what_is_missing_and_links()
    {
        await Planner("sakura");
        world.GoTo(9, 7, 0);
        await world.Report("1-1-1");
        world.GoTo(9, 14);

        var both = await Task.WhenAll(Run(world.Node), Run(world.NewNode()));
        both.Count(outcome => outcome.Note.Text == "Summarized").ShouldBe(1, "two nodes, one mail");
        world.GoTo(9, 15);
        (await Run(world.Node)).ShouldBe(JobOutcome.Idle);

        var mail = (await server.To("sakura@minato.example")).ShouldHaveSingleItem();
        mail.MessageId.ShouldStartWith("<summary-");
        mail.Subject.ShouldBe("【運営方針】週報（令和2年9月7日から・変更1件・未報告2件）");
        mail.Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("sakuraさん 様"),
            text => text.ShouldContain("「令和2年度 港区運営方針」で令和2年9月7日から変わった取組: 1件"),
            text => text.ShouldContain("・1-1-1 防災訓練の実施"),
            text => text.ShouldContain("https://plan.minato.example/plans/minato-2020/compare?from=2020-09-07&fromKnownAt=2020-09-07T00%3A00%3A00.0000000%2B09%3A00&to=2020-09-14"),
            text => text.ShouldContain("中間振り返りの未報告: 2件（締切 令和2年9月15日）"),
            text => text.ShouldContain("提出の状況を見る: https://plan.minato.example/plans/minato-2020/reviews/mid-year\n"),
            text => text.ShouldContain("・総務課: 1件（1-1-2）"),
            text => text.ShouldContain("・協働まちづくり推進課: 1件（2-1-1）"));
        mail.Html.ShouldContain("<a href=\"https://plan.minato.example/plans/minato-2020/initiatives/1-1-1\">");
    }

    [Fact]
    public async Task A_holiday_on_Monday_moves_it_and_who_comes_later_gets_it_later()
    {
        await Planner("sakura");
        world.GoTo(9, 21);
        (await Run(world.Node)).ShouldBe(JobOutcome.Idle);
        world.GoTo(9, 23);
        (await Run(world.Node)).Note.Values.ShouldBe(["1"]);
        await Planner("minoru");
        world.GoTo(9, 24);
        (await Run(world.Node)).Note.Values.ShouldBe(["1"]);

        (await server.To("sakura@minato.example")).Count.ShouldBe(1);
        (await server.To("minoru@minato.example")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_that_write_the_same_summary_at_the_same_time_send_one_mail()
    {
        await Planner("sakura");
        var planner = (await world.Node.GetRequiredService<PeopleDirectory>().All()).Single(person => person.Name == "sakuraさん");
        SummaryTo mails = new(new(2020, 8, 31), new(2020, 8, 24), [planner.Id]);

        var failed = await Task.WhenAll(new[] { world.Node, world.NewNode() }.Select(node => node.GetRequiredService<SummaryWriter>().Write(mails, default)));

        failed.ShouldAllBe(failures => failures == 0);
        (await server.To("sakura@minato.example")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_did_not_leave_is_shown_and_leaves_the_next_morning_and_reminders_that_failed_are_told()
    {
        await Planner("sakura");
        world.GoTo(9, 7);
        await server.Stop();
        await world.Run();
        var failed = await Run(world.Node);
        failed.ShouldSatisfyAllConditions(outcome => outcome.Result.ShouldBe(JobResult.Failed), outcome => outcome.Note.Values.ShouldBe(["0", "1"]));
        await server.Start();
        world.GoTo(9, 8);

        (await Run(world.Node)).Note.Text.ShouldBe("Summarized");

        var mail = (await server.To("sakura@minato.example")).ShouldHaveSingleItem();
        mail.Text.ShouldContain("中間振り返りの督促で届かなかったもの: ");
        mail.Text.ShouldContain("https://plan.minato.example/plans/minato-2020/reviews/mid-year/reminders");
    }

    private static Task<JobOutcome> Run(IServiceProvider node) => node.GetRequiredService<JobRunner>().Run("summary");

    private async Task Planner(string name)
    {
        var person = (await world.Node.GetRequiredService<PeopleDirectory>().Create(new(name, $"{name}さん", $"{name}@minato.example", null, null))).Result!;
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", person.Id, Role.Planner);
    }
}
