using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class RemindingTests
{
    private static readonly ReminderLedger Fresh = ReminderLedger.Empty;

    [Fact]
    public void Nothing_is_due_before_the_first_occasion() =>
        Fresh.Turn(At(9, 1, 8, 29), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();

    [Fact]
    public void The_first_occasion_comes_ten_business_days_before_the_deadline_at_half_past_eight()
    {
        var due = Fresh.Turn(At(9, 1), Owing("tanaka", "1-1-2", "1-1-1")).Due.ShouldHaveSingleItem();
        due.Key.ShouldBe(new("tanaka", -10));
        due.Deadline.ShouldBe(new(2020, 9, 15));
        due.Missing.ShouldBe(["1-1-1", "1-1-2"]);
    }

    [Fact]
    public void What_was_sent_is_not_due_again()
    {
        var turn = Fresh.Turn(At(9, 1), Owing("tanaka", "1-1-1"));
        Fresh.After(turn, At(9, 1)).Turn(At(9, 1, 8, 31), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Who_has_reported_everything_is_skipped_and_the_ledger_says_so()
    {
        var turn = Fresh.Turn(At(9, 1), Owing("tanaka"));
        turn.Due.ShouldBeEmpty();
        turn.Skipped.ShouldBe([new SkippedReminder(new("tanaka", -10), new(2020, 9, 15), SkipReason.NothingMissing)]);
        Fresh.After(turn, At(9, 1)).Turn(At(9, 1, 9), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue("the occasion is over");
    }

    [Fact]
    public void After_an_outage_only_the_last_occasion_is_sent_and_the_others_are_skipped()
    {
        var turn = Fresh.Turn(At(9, 16, 14, 0), Owing("tanaka", "1-1-1"));
        turn.Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(1);
        turn.Skipped.Select(skip => skip.Key.Occasion).ShouldBe([-10, -5, -1, 0]);
        turn.Skipped.ShouldAllBe(skip => skip.Reason == SkipReason.LaterOccasionCame);
        Fresh.After(turn, At(9, 16, 14, 0)).Turn(At(9, 16, 15, 0), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_late_waits_for_an_occasion_later_the_same_day()
    {
        Fresh.Turn(At(9, 8, 0, 5), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();
        Fresh.Turn(At(9, 9, 0, 5), Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(-5);
    }

    [Fact]
    public void Occasions_after_the_deadline_step_over_the_holidays()
    {
        var due = Fresh.Turn(At(9, 18), Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem();
        due.Key.Occasion.ShouldBe(3);
        var late = Review.Fold([new ReviewScheduled(Clerk, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 18))]);
        Policy.DayOf(late, 1).ShouldBe(new(2020, 9, 23));
    }

    [Fact]
    public void An_occasion_before_the_review_opens_waits_for_the_opening()
    {
        var soon = Review.Fold([new ReviewScheduled(Clerk, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 4))]);
        Policy.DayOf(soon, -10).ShouldBe(new(2020, 9, 1));
        Reminding.Turn(soon, Policy, [Owing("tanaka", "1-1-1")], Fresh, At(8, 31)).IsEmpty.ShouldBeTrue();
        Reminding.Turn(soon, Policy, [Owing("tanaka", "1-1-1")], Fresh, At(9, 1, 0, 5)).IsEmpty.ShouldBeTrue("nobody is mailed at midnight");
        Reminding.Turn(soon, Policy, [Owing("tanaka", "1-1-1")], Fresh, At(9, 1)).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(-5);
    }

    [Fact]
    public void A_closed_review_reminds_nobody() =>
        Reminding.Turn(
            Review.Evolve(MidYear, new ReviewClosed(Clerk)), Policy, [Owing("tanaka", "1-1-1")], Fresh, At(9, 15)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Moving_the_deadline_plans_anew_what_was_not_sent()
    {
        var first = Fresh.Turn(At(9, 1), Owing("tanaka", "1-1-1"), Owing("suzuki"));
        var ledger = Fresh.After(first, At(9, 1));
        var moved = Review.Evolve(MidYear, new DeadlineMoved(Clerk, new(2020, 9, 30), "災害対応のため"));

        Reminding.Turn(moved, Policy, [Owing("tanaka", "1-1-1"), Owing("suzuki", "2-1-1")], ledger, At(9, 11)).IsEmpty.ShouldBeTrue();
        var again = Reminding.Turn(moved, Policy, [Owing("tanaka", "1-1-1"), Owing("suzuki", "2-1-1")], ledger, At(9, 14));
        again.Due.ShouldHaveSingleItem("tanaka had the mail of this occasion").Key.ShouldBe(new("suzuki", -10));
        Reminding.Turn(moved, Policy, [Owing("tanaka", "1-1-1")], ledger, At(9, 30)).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(0);
    }

    [Fact]
    public void A_person_of_two_sections_gets_one_mail_with_both()
    {
        var due = Fresh.Turn(At(9, 1), Owing("tanaka", "2-1-1"), Owing("tanaka", "1-1-1"), Owing("tanaka")).Due.ShouldHaveSingleItem();
        due.Missing.ShouldBe(["1-1-1", "2-1-1"]);
        due.Audience.ShouldBe(Audience.Section);
    }

    [Fact]
    public void The_chief_hears_of_it_a_day_after_the_deadline_and_planning_after_three()
    {
        var chief = new Addressee("kacho", Audience.Chief, ["1-1-1"]);
        var planning = new Addressee("kikaku", Audience.Planning, ["1-1-1"]);
        Fresh.Turn(At(9, 15), chief, planning).IsEmpty.ShouldBeTrue();
        Fresh.Turn(At(9, 16), chief, planning).Due.Select(due => due.Key).ShouldBe([new("kacho", 1)]);
        Fresh.Turn(At(9, 18), planning).Due.ShouldHaveSingleItem().Audience.ShouldBe(Audience.Planning);

        var escalated = Fresh.After(Fresh.Turn(At(9, 16), chief), At(9, 16)).Entries[new("kacho", 1)];
        escalated.Status.ShouldBe(ReminderStatus.Escalated);
    }

    [Fact]
    public void A_preview_of_a_day_to_come_shows_that_day_alone()
    {
        var people = new[] { Owing("tanaka", "1-1-1"), Owing("suzuki") };
        var preview = Reminding.Preview(MidYear, Policy, people, Fresh, today: new(2020, 9, 1), day: new(2020, 9, 8));
        preview.Due.ShouldHaveSingleItem().Key.ShouldBe(new("tanaka", -5));
        preview.Skipped.ShouldHaveSingleItem().Key.ShouldBe(new("suzuki", -5));
        Reminding.Preview(MidYear, Policy, people, Fresh, new(2020, 9, 1), new(2020, 9, 9)).IsEmpty.ShouldBeTrue();
    }
}
