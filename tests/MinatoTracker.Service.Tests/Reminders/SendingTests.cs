using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>Reminders over a real SMTP server.</summary>
public sealed class SendingTests(MailDev server) : IClassFixture<MailDev>, IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        await server.Empty();
        world = await ReminderWorld.Create(server.Smtp);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Each_section_gets_a_mail_in_Japanese_with_what_is_missing_and_links_to_the_forms()
    {
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(2), report => report.Failed.ShouldBe(0));

        var mail = (await Arrived("haruka@minato.example")).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("【運営方針】中間振り返りの報告のお願い（締切 令和2年9月15日（火）・あと10営業日・未報告2件）");
        mail.From.ShouldHaveSingleItem().ShouldBe(new("tracker@minato.example", "区運営方針 進捗管理"));
        mail.To.ShouldHaveSingleItem().ShouldBe(new("haruka@minato.example", "港 はるか"));
        mail.Time.ShouldBe(new(2020, 9, 1, 8, 30, 0, TimeSpan.FromHours(9)));
        mail.Headers["auto-submitted"].GetString().ShouldBe("auto-generated");
        mail.Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("港 はるか 様"),
            text => text.ShouldContain("「令和2年度 港区運営方針」の中間振り返りについて、次の2件の報告がまだ届いていません。"),
            text => text.ShouldContain("■ 1-1-1 防災訓練の実施\n  https://plan.minato.example/plans/minato-2020/initiatives/1-1-1/report?review=mid-year"),
            text => text.ShouldContain("■ 1-1-2 防犯カメラの設置"),
            text => text.ShouldNotContain("2-1-1"));
        mail.Html.ShouldContain("<a href=\"https://plan.minato.example/plans/minato-2020/initiatives/1-1-1/report?review=mid-year\">");
        mail.Html.ShouldContain("令和2年9月15日（火）（あと10営業日）");
        (await Arrived("makoto@minato.example")).ShouldHaveSingleItem().Text.ShouldContain("■ 2-1-1 地域交流会の開催");
    }

    [Fact]
    public async Task The_deadline_comes_along_as_a_calendar_file()
    {
        await world.Run();
        var mail = (await Arrived("haruka@minato.example")).ShouldHaveSingleItem();
        var file = mail.Attachments!.ShouldHaveSingleItem();
        file.ContentType.ShouldBe("text/calendar");
        var calendar = await server.Attachment(mail, file);
        calendar.ShouldContain("DTSTART;VALUE=DATE:20200915\r\nDTEND;VALUE=DATE:20200916\r\n");
        calendar.Replace("\r\n ", "", StringComparison.Ordinal).ShouldContain("SUMMARY:令和2年度 港区運営方針 中間振り返り 報告締切\r\n");
        calendar.Split("\r\n").ShouldAllBe(line => System.Text.Encoding.UTF8.GetByteCount(line) <= 75);
    }

    [Fact]
    public async Task The_sending_is_an_event_and_a_second_run_sends_nothing()
    {
        await world.Run();
        (await world.Run()).Sent.ShouldBe(0);
        (await Arrived("haruka@minato.example")).Count.ShouldBe(1);

        var sent = (await world.Ledger()).Cast<ReminderSent>().ToList();
        sent.Select(e => e.Person).ShouldBe([world.Haruka.Id, world.Makoto.Id], ignoreOrder: true);
        var hers = sent.Single(e => e.Person == world.Haruka.Id);
        hers.Initiatives.ShouldBe(["1-1-1", "1-1-2"]);
        $"<{hers.MessageId}>".ShouldBe((await Arrived("haruka@minato.example"))[0].MessageId);
    }

    [Fact]
    public async Task Many_processes_at_once_send_once()
    {
        for (var n = 0; n < 30; n++) await world.Hire($"職員{n}", $"staff{n}@minato.example", ReminderWorld.Community);
        var nodes = Enumerable.Range(0, 4).Select(_ => world.NewNode()).ToList();
        var reports = await Task.WhenAll(nodes.SelectMany(node => new[] { world.Run(node), world.Run(node) }));

        reports.Sum(report => report.Sent).ShouldBe(32);
        for (var n = 0; n < 30; n++) (await Arrived($"staff{n}@minato.example")).Count.ShouldBe(1);
        (await world.Ledger()).Select(e => e.Person).ShouldBeUnique();
    }

    [Fact]
    public async Task Who_reports_hears_no_more_of_it()
    {
        await world.Run();
        await world.Report("1-1-1");
        world.GoTo(9, 8);
        await world.Run();
        (await Arrived("haruka@minato.example"))[^1].ShouldSatisfyAllConditions(
            mail => mail.Subject.ShouldContain("あと5営業日・未報告1件"),
            mail => mail.Text.ShouldNotContain("1-1-1"));

        await world.Report("1-1-2");
        world.GoTo(9, 14);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(1), report => report.Skipped.ShouldBe(1));
        (await Arrived("haruka@minato.example")).Count.ShouldBe(2);
        (await world.Row(world.Haruka, -1)).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(ReminderRowStatus.Skipped), row => row.SkipReason.ShouldBe(SkipReason.NothingMissing));
    }

    [Fact]
    public async Task After_an_outage_over_three_occasions_one_mail_leaves()
    {
        world.GoTo(9, 15, 14);
        var report = await world.Run();
        report.ShouldSatisfyAllConditions(_ => report.Sent.ShouldBe(2), _ => report.Skipped.ShouldBe(6));
        (await Arrived("makoto@minato.example")).ShouldHaveSingleItem().Subject.ShouldContain("本日締切");
        (await world.Row(world.Makoto, -5)).SkipReason.ShouldBe(SkipReason.LaterOccasionCame);
        (await world.Run()).ShouldSatisfyAllConditions(again => again.Sent.ShouldBe(0), again => again.Skipped.ShouldBe(0));
    }

    [Fact]
    public async Task A_moved_deadline_is_the_one_that_counts()
    {
        await world.MoveDeadline(new(2020, 9, 30));
        (await world.Run()).Sent.ShouldBe(0);
        world.GoTo(9, 14);
        await world.Run();
        (await Arrived("haruka@minato.example")).ShouldHaveSingleItem().Subject.ShouldContain("締切 令和2年9月30日（水）・あと10営業日");
    }

    [Fact]
    public async Task A_closed_review_is_silent()
    {
        await world.Close();
        await world.Run();
        (await Arrived("haruka@minato.example")).ShouldBeEmpty();
        (await world.View()).Reminders.ShouldAllBe(row => row.Status == ReminderRowStatus.NotNeeded);
    }

    [Fact]
    public async Task The_view_tells_what_is_sent_and_what_is_to_come()
    {
        await world.Run();
        var rows = (await world.View()).Reminders.Where(row => row.Person == world.Haruka.Id).ToList();
        rows.Select(row => (row.Occasion, row.Status)).ShouldBe(
        [
            (-10, ReminderRowStatus.Sent), (-5, ReminderRowStatus.Upcoming), (-1, ReminderRowStatus.Upcoming),
            (0, ReminderRowStatus.Upcoming), (1, ReminderRowStatus.Upcoming), (3, ReminderRowStatus.Upcoming),
        ]);
        rows[1].At.ShouldBe(new(2020, 9, 8, 8, 30, 0, TimeSpan.FromHours(9)));
        rows[1].Name.ShouldBe("港 はるか");
    }

    [Fact]
    public async Task A_section_without_anybody_is_told_of()
    {
        await world.Node.GetRequiredService<PeopleDirectory>().Deactivate(world.Makoto.Id);
        (await world.Run()).Unheard.ShouldBe(["minato-2020/2-1-1"]);
        (await world.View()).Unheard.ShouldHaveSingleItem().Section.ShouldBe(ReminderWorld.Community);
    }

    [Fact]
    public async Task A_preview_shows_a_day_to_come_and_changes_nothing()
    {
        var letters = await world.Node.GetRequiredService<ReminderRun>().Preview(new(2020, 9, 14));
        letters.Select(letter => letter.Mail.To.Name).ShouldBe(["港 はるか", "築港 まこと"], ignoreOrder: true);
        (await world.Node.GetRequiredService<ReminderRun>().Preview(new(2020, 9, 13))).ShouldBeEmpty();
        (await world.Ledger()).ShouldBeEmpty();
        (await Arrived("haruka@minato.example")).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<ArrivedMail>> Arrived(string address) => server.To(address);
}
