using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class ReminderPlanningTests
{
    private static readonly Addressee Tanaka = Owing("tanaka", "1-1-1");

    [Fact]
    public void Every_occasion_of_a_person_is_planned_whether_or_not_anything_is_missing() =>
        Plan(MidYear, ReminderLedger.Empty, Owing("tanaka")).Select(reminder => (reminder.Key.Occasion, reminder.DueAt)).ShouldBe(
        [
            (-10, At(9, 1)), (-5, At(9, 8)), (-1, At(9, 14)), (0, At(9, 15)), (1, At(9, 16)), (3, At(9, 18)),
        ]);

    [Fact]
    public void What_is_settled_is_planned_no_more()
    {
        var ledger = ReminderLedger.Empty.After(ReminderLedger.Empty.Turn(At(9, 8), Tanaka), At(9, 8));
        Plan(MidYear, ledger, Tanaka).Select(reminder => reminder.Key.Occasion).ShouldBe([-1, 0, 1, 3]);
    }

    [Fact]
    public void What_failed_is_looked_at_again_at_its_next_attempt()
    {
        var due = ReminderLedger.Empty.Turn(At(9, 1), Tanaka).Due[0];
        var failed = Plan(MidYear, ReminderLedger.Empty.AfterFailing(due, At(9, 1)), Tanaka)[0];
        failed.ShouldSatisfyAllConditions(x => x.DueAt.ShouldBe(At(9, 1)), x => x.NextAt.ShouldBe(At(9, 1, 8, 31)), x => x.Attempts.ShouldBe(1));
    }

    [Fact]
    public void A_moved_deadline_moves_what_was_not_sent_and_forgets_failures()
    {
        var turn = ReminderLedger.Empty.Turn(At(9, 1), Tanaka, Owing("suzuki", "2-1-1"));
        var ledger = ReminderLedger.Empty.After(turn with { Due = [turn.Due[0]] }, At(9, 1)).AfterFailing(turn.Due[1], At(9, 1));
        var moved = Review.Evolve(MidYear, new DeadlineMoved(Clerk, new(2020, 9, 30), "災害対応のため"));
        var plan = Plan(moved, ledger, Tanaka, Owing("suzuki", "2-1-1"));
        plan.Where(reminder => reminder.Key.Occasion == -10).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            x => x.Key.Person.ShouldBe("suzuki"), x => x.NextAt.ShouldBe(At(9, 14)), x => x.Attempts.ShouldBe(0));
        plan.Count(reminder => reminder.Key.Occasion == -5).ShouldBe(2);
    }

    [Fact]
    public void Chief_and_planning_are_planned_for_from_their_occasion_on()
    {
        var plan = Plan(MidYear, ReminderLedger.Empty, new("kacho", Audience.Chief, []), new("kikaku", Audience.Planning, []));
        plan.Select(reminder => (reminder.Key.Person, reminder.Key.Occasion)).ShouldBe([("kacho", 1), ("kacho", 3), ("kikaku", 3)]);
    }

    [Fact]
    public void Nothing_is_to_come_of_a_closed_review() =>
        Plan(Review.Evolve(MidYear, new ReviewClosed(Clerk)), ReminderLedger.Empty, Tanaka).ShouldBeEmpty();

    [Fact]
    public void What_had_come_before_the_review_closed_is_skipped_with_that_reason()
    {
        var closed = Review.Evolve(MidYear, new ReviewClosed(Clerk));
        var planned = Plan(MidYear, ReminderLedger.Empty, Tanaka).Take(2).Select(reminder => (reminder.Key, reminder.Deadline)).ToList();
        var turn = Reminding.TurnOf(planned, closed, Policy, [Tanaka], ReminderLedger.Empty, At(9, 8));
        turn.Due.ShouldBeEmpty();
        turn.Skipped.Select(skip => (skip.Key.Occasion, skip.Reason)).ShouldBe([(-10, SkipReason.ReviewClosed), (-5, SkipReason.ReviewClosed)]);
        var settled = ReminderLedger.Empty.After(turn, At(9, 8));
        Reminding.TurnOf(planned, closed, Policy, [Tanaka], settled, At(9, 8)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Who_has_no_more_to_do_with_it_is_skipped_with_that_reason()
    {
        var planned = (new ReminderKey("tanaka", -10), new DateOnly(2020, 9, 15));
        var turn = Reminding.TurnOf([planned], MidYear, Policy, [new("tanaka", Audience.Chief, ["1-1-1"])], ReminderLedger.Empty, At(9, 1));
        turn.Skipped.ShouldHaveSingleItem().Reason.ShouldBe(SkipReason.NotConcerned);
    }

    private static List<PlannedReminder> Plan(Review review, ReminderLedger ledger, params Addressee[] people) =>
        [.. ReminderPlanning.Of(review, Policy, people, ledger)];
}
