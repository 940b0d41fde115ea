using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>What a letter carries, read by parsers that are not ours.</summary>
public sealed class LetterTests(MailDev server) : IClassFixture<MailDev>, IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        await server.Empty();
        world = await ReminderWorld.Create(server.Smtp);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task The_calendar_file_is_one_day_of_the_deadline_to_a_calendar_program()
    {
        await world.Run();
        var mail = (await server.To("haruka@minato.example")).ShouldHaveSingleItem();
        var calendar = await server.Attachment(mail, mail.Attachments!.ShouldHaveSingleItem());
        var entry = (await Parsed(calendar)).ShouldHaveSingleItem();
        entry.ShouldSatisfyAllConditions(
            e => e.Summary.ShouldBe("令和2年度 港区運営方針 中間振り返り 報告締切"),
            e => e.Uid.ShouldBe("minato-2020/mid-year@minato.example"),
            e => e.Start.ShouldBe("2020-09-15"),
            e => e.End.ShouldBe("2020-09-16"),
            e => e.Stamp.ShouldBe("2020-08-31T23:30:00Z"));
    }

    [Fact]
    public async Task A_later_letter_moves_the_entry_and_counts_as_the_newer_one()
    {
        await world.Run();
        await world.MoveDeadline(new(2020, 9, 30));
        world.GoTo(9, 23);
        await world.Run();
        var mails = await server.To("haruka@minato.example");
        mails.Count.ShouldBe(2);
        var (first, second) = (await Entry(mails[0]), await Entry(mails[1]));
        second.Uid.ShouldBe(first.Uid);
        second.Start.ShouldBe("2020-09-30");
        string.CompareOrdinal(second.Stamp, first.Stamp).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Whoever_may_leave_finds_how_in_the_head_and_in_the_text()
    {
        await world.Run();
        var mail = (await server.To("haruka@minato.example")).ShouldHaveSingleItem();
        var source = await server.Source(mail);
        source.ShouldContain("List-Unsubscribe:\r\n <https://plan.minato.example/reminders/stop?person=");
        source.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        mail.Text.ShouldContain("このお知らせを止める");
        mail.Html.ShouldContain("/reminders/stop?person=");
    }

    [Fact]
    public async Task On_the_day_of_the_deadline_nobody_may_leave()
    {
        world.GoTo(9, 15);
        await world.Run();
        var mail = (await server.To("haruka@minato.example")).ShouldHaveSingleItem();
        (await server.Source(mail)).ShouldNotContain("List-Unsubscribe");
        mail.Text.ShouldNotContain("/reminders/stop");
    }

    [Fact]
    public async Task A_long_subject_arrives_whole_in_lines_that_any_server_takes()
    {
        var subject = string.Concat(Enumerable.Repeat("【運営方針】地域福祉アクションプランの推進と見守り活動𠮷", 12));
        var mail = new OutgoingMail("long@minato.example", world.Time.GetUtcNow(), new("区", "tracker@minato.example"), new("港 はるか", "long@minato.example"), subject, "本文", "<p>本文</p>");
        await world.Node.GetRequiredService<IMailer>().Send(mail, default);
        var arrived = (await server.To("long@minato.example")).ShouldHaveSingleItem();
        arrived.Subject.ShouldBe(subject);
        (await server.Source(arrived)).Split("\r\n").ShouldAllBe(line => line.Length <= 78);
    }

    [Fact]
    public async Task The_same_letter_written_again_the_same_day_differs_in_its_date_alone()
    {
        var scene = (await world.Node.GetRequiredService<ReviewScenes>().WhereOccasionsCame(world.Time.GetUtcNow())).Single();
        var policy = await world.Node.GetRequiredService<ReminderPolicies>().Current();
        var parts = new[] { new LetterPart(scene, scene.TurnAt(world.Time.GetUtcNow(), policy).Due[0]) };
        var first = world.Node.GetRequiredService<Letters>().To(parts, "reminder-1@minato.example", policy).Mail;
        world.Time.Advance(TimeSpan.FromMinutes(7));
        // Another process, with the key of the links that the first one made.
        var again = world.NewNode().GetRequiredService<Letters>().To(parts, "reminder-1@minato.example", policy).Mail;
        again.Date.ShouldBe(first.Date.AddMinutes(7));
        MimeWriter.Write(again with { Date = first.Date }).ShouldBe(MimeWriter.Write(first));
    }

    private async Task<CalendarEntry> Entry(ArrivedMail mail) =>
        (await Parsed(await server.Attachment(mail, mail.Attachments!.ShouldHaveSingleItem()))).ShouldHaveSingleItem();

    /// <summary>Events of a calendar file as ical.js reads it, in its strict mode.</summary>
    private static async Task<CalendarEntry[]> Parsed(string calendar)
    {
        var parser = new Uri(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(MailDev.Program)!, "../../../ical.js/dist/ical.js"))).AbsoluteUri;
        var script = $$"""
            const { default: ICAL } = await import({{JsonSerializer.Serialize(parser)}});
            let text = '';
            for await (const chunk of process.stdin) text += chunk;
            ICAL.design.strict = true;
            const calendar = new ICAL.Component(ICAL.parse(text));
            console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map(one => {
              const event = new ICAL.Event(one);
              return { uid: event.uid, summary: event.summary, start: event.startDate.toString(), end: event.endDate.toString(), stamp: one.getFirstPropertyValue('dtstamp').toString() };
            })));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await node.StandardInput.WriteAsync(calendar);
        node.StandardInput.Close();
        var (said, wrong) = (await node.StandardOutput.ReadToEndAsync(), await node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, wrong);
        return JsonSerializer.Deserialize<CalendarEntry[]>(said, JsonSerializerOptions.Web)!;
    }

    private sealed record CalendarEntry(string Uid, string Summary, string Start, string End, string Stamp);
}
