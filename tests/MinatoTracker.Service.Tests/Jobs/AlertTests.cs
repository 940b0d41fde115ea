using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.Reminders;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>What administrators hear when the nightly check finds damage; the mails are in the outbox.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ReminderWorld.Create();
        var people = world.Node.GetRequiredService<PeopleDirectory>();
        var operators = (await people.Create(new("ops", "港 まもる", "ops@minato.example", null, null))).Result!;
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", operators.Id, Role.Administrator);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Administrators_hear_of_damage_once_a_day_with_what_is_wrong_and_where_to_look()
    {
        (await Run("alert")).ShouldBe(JobOutcome.Idle, "nobody has looked yet");
        await Run("remind");
        await world.Execute("update minato.planned_reminders set deadline = '2020-09-16' where occasion = -5");
        await Run("check");

        (await Run("alert")).Note.ShouldBe(new JobNote("Alerted", ["1"]));
        await Run("check");
        (await Run("alert")).ShouldBe(JobOutcome.Idle, "the same damage of the same day");

        var mail = Mails().ShouldHaveSingleItem();
        mail.To.ShouldContain("ops@minato.example");
        mail.Subject.ShouldMatch(@"^【運営方針】記録の点検で異常が\d+件見つかりました$");
        mail.Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("港 まもる 様"),
            text => text.ShouldContain("令和2年9月1日 08:30の点検で見つかったもの: "),
            text => text.ShouldContain("これから送る督促が記録と2件食い違っています。"),
            text => text.ShouldContain("（planned_reminders_differ）"),
            text => text.ShouldContain("点検の結果を見る: https://plan.minato.example/jobs"),
            text => text.ShouldContain("ops/runbooks/jobs.md"));
        MimeReader.Read(mail.Source).Text("text/html").ShouldContain("<a href=\"https://plan.minato.example/jobs\">");
    }

    [Fact]
    public async Task Damage_that_stands_the_next_day_and_damage_that_is_another_are_told_anew()
    {
        await Damage("1-1-1");
        await Run("check");
        await Run("alert");
        await Damage("1-1-2");
        await Run("check");
        (await Run("alert")).Note.Text.ShouldBe("Alerted", "another damage");
        world.GoTo(9, 2, 3, 15);
        await Run("check");
        (await Run("alert")).Note.Text.ShouldBe("Alerted", "another day");

        Mails().Select(mail => MimeReader.Read(mail.Source).Header("Message-ID")).Distinct().Count().ShouldBe(3);
    }

    // One row for each, so that what is found differs.
    private Task Damage(string code) => world.Execute($"""
        update minato.history h set effective = effective + 31 from minato.history_slots s
        where s.slot_id = h.slot_id and s.stream_id = 'initiative/minato-2020/{code}' and s.slot = 'title'
        """);

    private Task<JobOutcome> Run(string job) => world.Node.GetRequiredService<JobRunner>().Run(job);

    private IReadOnlyList<OutboxMail> Mails() => [.. world.Node.GetRequiredService<Outbox>().List().Where(mail => mail.To.Contains("ops@"))];
}
