using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class RecordingRemindersTests
{
    private static readonly DueReminder Due = new(new("tanaka", -10), Audience.Section, new(2020, 9, 15), ["1-1-1"]);

    [Fact]
    public void Recording_the_same_sending_twice_records_it_once()
    {
        var sent = new RecordSent(Clerk, Due, "<a@b>", At(9, 1));
        var ledger = RecordingReminders.Decide(sent, ReminderLedger.Empty).Events.Aggregate(ReminderLedger.Empty, ReminderLedger.Evolve);
        RecordingReminders.Decide(sent with { At = At(9, 2) }, ledger).ShouldBe(Decision.Nothing);
        RecordingReminders.Decide(new RecordSkipped(Clerk, new(Due.Key, Due.Deadline, SkipReason.NothingMissing), At(9, 2)), ledger)
            .ShouldBe(Decision.Nothing);
        RecordingReminders.Decide(new RecordFailed(Clerk, Due, DeliveryFault.Busy, null, false, At(9, 2), 0), ledger).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void A_failure_is_due_again_after_the_pause_and_not_before()
    {
        var ledger = ReminderLedger.Empty.AfterFailing(Due, At(9, 1));
        var entry = ledger.Entries[Due.Key];
        entry.Status.ShouldBe(ReminderStatus.Failed);
        entry.NextAttempt.ShouldBe(At(9, 1, 8, 31));
        ledger.Turn(At(9, 1, 8, 30), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();
        ledger.Turn(At(9, 1, 8, 31), Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem().ShouldBe(Due);
    }

    [Fact]
    public void What_was_reported_meanwhile_is_not_sent_after_a_failure()
    {
        var ledger = ReminderLedger.Empty.AfterFailing(Due, At(9, 1));
        ledger.Turn(At(9, 1, 9), Owing("tanaka")).Skipped.ShouldHaveSingleItem().Reason.ShouldBe(SkipReason.NothingMissing);
    }

    [Fact]
    public void A_failure_that_a_later_occasion_overtook_is_skipped()
    {
        var turn = ReminderLedger.Empty.AfterFailing(Due, At(9, 1)).Turn(At(9, 8), Owing("tanaka", "1-1-1"));
        turn.Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(-5);
        turn.Skipped.ShouldHaveSingleItem().ShouldBe(new SkippedReminder(Due.Key, Due.Deadline, SkipReason.LaterOccasionCame));
    }

    [Fact]
    public void The_last_attempt_ends_it()
    {
        var (ledger, now) = (ReminderLedger.Empty, At(9, 1));
        for (var attempt = 1; attempt <= RecordingReminders.LastAttempt; attempt++)
        {
            var due = ledger.Turn(now, Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem();
            ledger = ledger.AfterFailing(due, now);
            ledger.Entries[Due.Key].Attempts.ShouldBe(attempt);
            now = ledger.Entries[Due.Key].NextAttempt ?? now;
        }

        ledger.Entries[Due.Key].Status.ShouldBe(ReminderStatus.GivenUp);
        (now - At(9, 1)).ShouldBeInRange(TimeSpan.FromHours(9), TimeSpan.FromHours(24), "a mail server may be down for a working day");
        ledger.Turn(At(9, 3), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();
        ledger.Turn(At(9, 8), Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(-5, "the next occasion is a new chance");
    }

    [Fact]
    public void An_address_that_is_none_is_not_tried_again() =>
        ReminderLedger.Empty.AfterFailing(Due, At(9, 1), permanent: true).Entries[Due.Key].Status.ShouldBe(ReminderStatus.GivenUp);

    [Fact]
    public void After_a_deadline_move_attempts_count_from_one()
    {
        var ledger = ReminderLedger.Empty.AfterFailing(Due, At(9, 1)).AfterFailing(Due, At(9, 1, 9));
        var moved = Due with { Deadline = new(2020, 9, 30) };
        ledger.AfterFailing(moved, At(9, 15)).Entries[Due.Key].Attempts.ShouldBe(1);
        var review = Review.Evolve(MidYear, new DeadlineMoved(Clerk, new(2020, 9, 30), "延期"));
        Reminding.Turn(review, Policy, [Owing("tanaka", "1-1-1")], ledger, At(9, 15)).Due.ShouldHaveSingleItem("the old pause holds nothing up");
    }

    [Theory]
    [InlineData(1, 48, 72)]
    [InlineData(2, 96, 144)]
    [InlineData(7, 2880, 4320)]
    [InlineData(1000, 2880, 4320)]
    public void Pauses_double_up_to_an_hour_a_fifth_more_or_less(int attempt, int least, int most)
    {
        RecordingReminders.Pause(attempt, RecordingReminders.FirstPause, 0).TotalSeconds.ShouldBe(least, 0.001);
        RecordingReminders.Pause(attempt, RecordingReminders.FirstPause, 1).TotalSeconds.ShouldBe(most, 0.001);
    }

    [Fact]
    public void What_was_given_up_is_due_again_when_somebody_wants_it_and_has_all_its_attempts()
    {
        var givenUp = ReminderLedger.Empty.AfterFailing(Due, At(9, 1), permanent: true);
        givenUp.Turn(At(9, 1, 9), Owing("tanaka", "1-1-1")).IsEmpty.ShouldBeTrue();

        var requeued = Requeue(givenUp, Due.Key).Events.ShouldHaveSingleItem();
        requeued.ShouldBe(new ReminderRequeued(Clerk, "tanaka", -10, Due.Deadline, At(9, 2)));
        var ledger = ReminderLedger.Evolve(givenUp, requeued);
        ledger.Turn(At(9, 2), Owing("tanaka", "1-1-1")).Due.ShouldHaveSingleItem().ShouldBe(Due);
        ledger.Turn(At(9, 2), Owing("tanaka")).Skipped.ShouldHaveSingleItem().Reason.ShouldBe(SkipReason.NothingMissing);
        Requeue(ledger, Due.Key).ShouldBe(Decision.Nothing, "it is on its way");
        ledger.AfterFailing(Due, At(9, 2)).Entries[Due.Key].Attempts.ShouldBe(1);
    }

    [Fact]
    public void All_that_was_given_up_of_a_review_is_due_again_at_once()
    {
        var suzuki = Due with { Key = new("suzuki", -10) };
        var sato = Due with { Key = new("sato", -10) };
        var ledger = ReminderLedger.Empty
            .AfterFailing(Due, At(9, 1), permanent: true).AfterFailing(suzuki, At(9, 1), permanent: true).AfterFailing(sato, At(9, 1));
        Requeue(ledger, null).Events.Cast<ReminderRequeued>().Select(e => e.Person).ShouldBe(["suzuki", "tanaka"]);
    }

    [Fact]
    public void What_was_not_given_up_is_not_requeued()
    {
        Requeue(ReminderLedger.Empty, Due.Key).Refusals.ShouldHaveSingleItem().Code.ShouldBe(RefusalCode.NotGivenUp);
        Requeue(ReminderLedger.Empty.AfterFailing(Due, At(9, 1)), Due.Key).IsRefused.ShouldBeTrue("it is tried again by itself");
        Requeue(ReminderLedger.Empty, null).ShouldBe(Decision.Nothing);
    }

    private static Decision Requeue(ReminderLedger ledger, ReminderKey? key) =>
        RecordingReminders.Decide(new RequeueReminders(Clerk, key, At(9, 2)), ledger);
}
