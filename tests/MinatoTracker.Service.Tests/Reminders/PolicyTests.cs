using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>What an administrator sets and what people choose decides what leaves.</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_change_of_the_send_time_holds_at_once_and_in_every_process()
    {
        var other = world.NewNode();
        (await other.GetRequiredService<ReminderPolicies>().Current()).SendTime.ShouldBe(new(8, 30));
        await world.SetPolicy(settings => settings with { SendTime = new(9, 15) });
        (await other.GetRequiredService<ReminderPolicies>().Current()).SendTime.ShouldBe(new(9, 15));

        (await world.Run(other)).Sent.ShouldBe(0);
        world.GoTo(9, 1, 9, 15);
        (await world.Run(other)).Sent.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_for_a_later_day_waits_for_it()
    {
        await world.SetPolicy(settings => settings with { SendTime = new(10, 0) }, from: new(2020, 9, 8));
        (await world.Run()).Sent.ShouldBe(2);
        world.GoTo(9, 8);
        (await world.Run()).Sent.ShouldBe(0);
        world.GoTo(9, 8, 10, 0);
        (await world.Run()).Sent.ShouldBe(2);
        (await world.Node.GetRequiredService<ReminderPolicies>().Rules(new(2020, 9, 7))).Policy.SendTime.ShouldBe(new(8, 30));
    }

    [Fact]
    public async Task Who_left_a_kind_is_skipped_with_the_reason_until_they_come_back()
    {
        await world.Choose(world.Haruka, ReminderKind.BeforeDeadline);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(1), report => report.Skipped.ShouldBe(1));
        (await world.Row(world.Haruka, -10)).SkipReason.ShouldBe(SkipReason.OptedOut);
        await world.Choose(world.Haruka);
        world.GoTo(9, 8);
        (await world.Run()).Sent.ShouldBe(2);
    }

    [Fact]
    public async Task The_chief_hears_a_day_after_the_deadline_and_planning_three_days_after()
    {
        var chief = await Hire("池島 たかし", "chief@minato.example", ReminderWorld.Community, Role.SectionChief);
        var planner = await Hire("波除 さくら", "planner@minato.example", null, Role.Planner);
        world.GoTo(9, 15);
        await world.Run();
        Arrived(chief, planner).ShouldBeEmpty("both are none of those who report");
        world.GoTo(9, 16);
        await world.Run();
        Arrived(chief, planner).ShouldBe([chief.Email]);
        world.GoTo(9, 18);
        await world.Run();
        Arrived(chief, planner).ShouldBe([chief.Email, chief.Email, planner.Email], ignoreOrder: true);
        (await world.Row(planner, 3)).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(ReminderRowStatus.Escalated), row => row.Initiatives.ShouldBe(["1-1-1", "1-1-2", "2-1-1"]));
        (await world.Row(chief, 1)).Initiatives.ShouldBe(["2-1-1"], "the chief's own section");
    }

    private IEnumerable<string> Arrived(params Person[] people) => world.Node.GetRequiredService<Outbox>().List()
        .SelectMany(mail => people.Select(person => person.Email!).Where(address => mail.To.Contains(address, StringComparison.Ordinal)));

    private async Task<Person> Hire(string name, string address, string? section, Role role)
    {
        var person = (await world.Node.GetRequiredService<PeopleDirectory>().Create(new($"person-{Guid.NewGuid():N}", name, address, section, null))).Result!;
        (await world.Node.GetRequiredService<AccessRoles>().Grant("test", person.Id, role)).IsRefused.ShouldBeFalse();
        return person;
    }
}
