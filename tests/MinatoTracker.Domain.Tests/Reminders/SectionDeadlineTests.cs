using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>The health section has until Friday 25 September, ten days more than the others.</summary>
public sealed class SectionDeadlineTests
{
    private const string Health = "保健福祉課";
    private static readonly Review Extended = Review.Evolve(MidYear, new DeadlineMoved(Clerk, new(2020, 9, 25), "健診の集計を待つため", Health));

    [Fact]
    public void A_section_is_reminded_of_its_own_deadline()
    {
        Turn(At(9, 1), Owing("tanaka", "1-1-1"), OwingOf(Health, "suzuki", "2-1-1")).Due.ShouldHaveSingleItem().Key.Person.ShouldBe("tanaka");
        // Ten business days before the 25th: the 21st and 22nd are holidays.
        var due = Turn(At(9, 9), OwingOf(Health, "suzuki", "2-1-1")).Due.ShouldHaveSingleItem();
        due.Key.ShouldBe(new("suzuki", -10, Health));
        due.Deadline.ShouldBe(new(2020, 9, 25));
    }

    [Fact]
    public void Who_heard_of_the_common_deadline_hears_of_their_own_all_the_same()
    {
        var before = Turn(MidYear, ReminderLedger.Empty, At(9, 1), Owing("suzuki", "2-1-1"));
        var ledger = ReminderLedger.Empty.After(before, At(9, 1));
        Turn(Extended, ledger, At(9, 9), OwingOf(Health, "suzuki", "2-1-1")).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(-10);
    }

    [Fact]
    public void Planning_hears_of_the_late_sections_and_later_of_the_one_with_the_later_deadline()
    {
        Addressee[] planning =
        [
            new("kikaku", Audience.Planning, ["1-1-1"]), new("kikaku", Audience.Planning, ["2-1-1"]) { Section = Health },
        ];
        var first = Turn(At(9, 18), planning);
        first.Due.ShouldHaveSingleItem().Missing.ShouldBe(["1-1-1"]);

        var ledger = ReminderLedger.Empty.After(first, At(9, 18));
        var later = Turn(Extended, ledger, At(9, 30), planning).Due.ShouldHaveSingleItem();
        later.Missing.ShouldBe(["2-1-1"]);
        later.Deadline.ShouldBe(new(2020, 9, 25));
    }

    [Fact]
    public void What_had_come_when_the_section_got_its_own_deadline_is_skipped_with_that_reason()
    {
        var planned = (new ReminderKey("suzuki", -10), new DateOnly(2020, 9, 15));
        var turn = Reminding.TurnOf([planned], Extended, Policy, [OwingOf(Health, "suzuki", "2-1-1")], ReminderLedger.Empty, At(9, 1));
        turn.Skipped.ShouldHaveSingleItem().Reason.ShouldBe(SkipReason.DeadlineMoved);
    }

    [Fact]
    public void The_plan_has_each_section_with_its_own_days()
    {
        var planned = ReminderPlanning.Of(Extended, Policy, [Owing("tanaka", "1-1-1"), OwingOf(Health, "suzuki", "2-1-1")], ReminderLedger.Empty).ToList();
        planned.Single(reminder => reminder.Key == new ReminderKey("tanaka", 0)).DueAt.ShouldBe(At(9, 15));
        planned.Single(reminder => reminder.Key == new ReminderKey("suzuki", 0, Health)).DueAt.ShouldBe(At(9, 25));
    }

    private static ReminderTurn Turn(DateTimeOffset now, params Addressee[] people) => Turn(Extended, ReminderLedger.Empty, now, people);

    private static ReminderTurn Turn(Review review, ReminderLedger ledger, DateTimeOffset now, params Addressee[] people) =>
        Reminding.Turn(review, Policy, people, ledger, now);
}
