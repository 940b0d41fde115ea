using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>The plan of reminders to come follows the log and the people, and is made anew from them at any time.</summary>
public sealed class PlanningTests : IAsyncLifetime
{
    private ReminderWorld world = null!;

    private ReminderPlan Plan => world.Node.GetRequiredService<ReminderPlan>();

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task What_is_to_come_has_a_row_each_and_each_person_a_turn()
    {
        await Plan.CatchUp();
        (await OccasionsOf(world.Haruka)).ShouldBe([-10, -5, -1, 0, 1, 3]);
        (await world.Turns()).ShouldContain($"{world.Haruka.Id} 09-01 08:30");

        await world.Run();
        (await OccasionsOf(world.Haruka)).ShouldBe([-5, -1, 0, 1, 3]);
        (await world.Turns()).ShouldContain($"{world.Haruka.Id} 09-08 08:30");
    }

    [Fact]
    public async Task A_moved_deadline_moves_what_is_to_come()
    {
        await world.Run();
        await world.MoveDeadline(new(2020, 9, 30));
        await Plan.CatchUp();
        (await world.Planned()).ShouldContain($"{world.Haruka.Id} -5  Section 2020-09-30 09-23 08:30 09-23 08:30:00 0");
        (await world.Turns()).ShouldContain($"{world.Haruka.Id} 09-23 08:30");
        (await OccasionsOf(world.Haruka)).ShouldBe([-5, -1, 0, 1, 3], "what was sent stays sent");
    }

    [Fact]
    public async Task Thrown_away_the_plan_comes_again_the_same()
    {
        await world.Run();
        await world.MoveDeadline(new(2020, 9, 30));
        await world.Hire("大正 みなみ", "minami@minato.example", ReminderWorld.Community);
        await Plan.CatchUp();
        var (planned, turns) = (await world.Planned(), await world.Turns());
        planned.Count.ShouldBe(16);

        await world.Execute("truncate minato.planned_reminders, minato.reminder_turns, minato.reminder_planning");
        await Plan.CatchUp();
        (await world.Planned()).ShouldBe(planned);
        (await world.Turns()).ShouldBe(turns);
    }

    [Fact]
    public async Task Rows_that_went_wrong_are_mended_on_the_next_day()
    {
        await Plan.CatchUp();
        var planned = await world.Planned();
        await world.Execute("update minato.planned_reminders set due_at = due_at + interval '1 year', deadline = '2022-01-01' where occasion > 0");
        await world.Execute($"delete from minato.planned_reminders where occasion = -1 and person = '{world.Makoto.Id}'");
        await Plan.CatchUp();
        (await world.Planned()).ShouldNotBe(planned, "nothing happened that would make it look");

        world.GoTo(9, 2, 0, 1);
        await Plan.CatchUp();
        (await world.Planned()).ShouldBe(planned);
    }

    [Fact]
    public async Task A_process_that_starts_holds_the_plan_to_what_is_in_force()
    {
        await Plan.CatchUp();
        var planned = await world.Planned();
        await world.Execute("update minato.planned_reminders set next_at = next_at + interval '1 year'");
        await world.NewNode().GetRequiredService<ReminderPlan>().CatchUp();
        (await world.Planned()).ShouldBe(planned);
    }

    [Fact]
    public async Task Who_joins_a_section_is_planned_for_and_who_leaves_is_not()
    {
        await Plan.CatchUp();
        var newcomer = await world.Hire("大正 みなみ", "minami@minato.example", ReminderWorld.Community);
        await world.Node.GetRequiredService<PeopleDirectory>().Deactivate(world.Haruka.Id);
        await Plan.CatchUp();
        (await OccasionsOf(newcomer)).Count.ShouldBe(6);
        (await OccasionsOf(world.Haruka)).ShouldBe([-10], "that one has come");

        await world.Run();
        (await OccasionsOf(world.Haruka)).ShouldBeEmpty();
        (await world.Row(world.Haruka, -10)).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(ReminderRowStatus.Skipped), row => row.SkipReason.ShouldBe(SkipReason.NotConcerned));
        (await world.Turns()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_review_that_closed_what_had_come_is_skipped_with_that_reason_and_the_rest_is_gone()
    {
        await Plan.CatchUp();
        await world.Close();
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(0), report => report.Skipped.ShouldBe(2));
        (await world.Planned()).ShouldBeEmpty();
        (await world.Turns()).ShouldBeEmpty();
        (await world.Row(world.Haruka, -10)).SkipReason.ShouldBe(SkipReason.ReviewClosed);
        (await world.Row(world.Haruka, -5)).Status.ShouldBe(ReminderRowStatus.NotNeeded);
    }

    [Fact]
    public async Task A_section_with_a_deadline_of_its_own_is_planned_and_reminded_by_that()
    {
        await world.MoveDeadline(new(2020, 9, 25), ReminderWorld.Community);
        await Plan.CatchUp();
        (await world.Planned()).ShouldContain($"{world.Makoto.Id} -10 {ReminderWorld.Community} Section 2020-09-25 09-09 08:30 09-09 08:30:00 0");
        (await world.Run()).Sent.ShouldBe(1);
        world.GoTo(9, 9);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(2));
        var sent = (await world.Ledger()).OfType<ReminderSent>().Single(e => e.Section == ReminderWorld.Community);
        sent.ShouldSatisfyAllConditions(e => e.Person.ShouldBe(world.Makoto.Id), e => e.Deadline.ShouldBe(new(2020, 9, 25)));
    }

    [Fact]
    public async Task What_comes_late_waits_for_the_occasion_later_that_morning()
    {
        world.GoTo(9, 8, 0, 5);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(0), report => report.Skipped.ShouldBe(0));
        world.GoTo(9, 8, 8, 29);
        (await world.Run()).Sent.ShouldBe(0);
        world.GoTo(9, 8);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(2), report => report.Skipped.ShouldBe(2));
    }

    private async Task<IReadOnlyList<int>> OccasionsOf(Person person) =>
    [
        .. (await world.Rows($"select p.occasion::text from minato.planned_reminders p where p.person = '{person.Id}' order by p.occasion"))
            .Select(occasion => int.Parse(occasion, System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
