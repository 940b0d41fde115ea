using MinatoTracker.Domain.Reminders;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class ChoosingRemindersTests
{
    private static readonly DateOnly Day = new(2020, 9, 1);
    private static readonly Provenance Tanaka = new("tanaka", Day);
    private static readonly ValueList<ReminderKind> Leavable = [ReminderKind.BeforeDeadline, ReminderKind.AfterDeadline];

    private static IEnumerable<ReminderChoiceEvent> NothingChosen => [];

    [Fact]
    public void A_person_leaves_a_kind() =>
        Given(NothingChosen).When(Choose(ReminderKind.BeforeDeadline)).Then(new RemindersDeclined(Tanaka, "tanaka", ReminderKind.BeforeDeadline));

    [Fact]
    public void A_person_comes_back_to_it() =>
        Given([new RemindersDeclined(Tanaka, "tanaka", ReminderKind.BeforeDeadline)]).When(Choose())
            .Then(new RemindersResumed(Tanaka, "tanaka", ReminderKind.BeforeDeadline));

    [Fact]
    public void What_nobody_may_leave_is_refused() =>
        Given(NothingChosen).When(Choose(ReminderKind.DeadlineDay)).ThenRefused("without", RefusalCode.NotLeavable);

    [Fact]
    public void Nobody_chooses_for_someone_else() =>
        Given(NothingChosen).When(state => ChoosingReminders.Decide(new(new("suzuki", Day), "tanaka", [ReminderKind.BeforeDeadline], Leavable), state))
            .ThenRefused("person", RefusalCode.NotAllowed);

    [Fact]
    public void A_choice_holds_from_its_day_on_and_for_this_person_alone()
    {
        var choices = ReminderChoices.Fold([new RemindersDeclined(Tanaka, "tanaka", ReminderKind.AfterDeadline)]);
        choices.DeclinedBy("tanaka", Day).ShouldBe([ReminderKind.AfterDeadline]);
        choices.DeclinedBy("tanaka", Day.AddDays(-1)).ShouldBeEmpty();
        choices.DeclinedBy("suzuki", Day).ShouldBeEmpty();
    }

    [Fact]
    public void Who_left_a_kind_is_skipped_with_the_reason_and_hears_of_the_deadline_day_all_the_same()
    {
        var tanaka = Owing("tanaka", "1-1-1") with { Declined = [ReminderKind.BeforeDeadline, ReminderKind.DeadlineDay] };
        ReminderLedger.Empty.Turn(At(9, 1), tanaka).Skipped.ShouldHaveSingleItem().Reason.ShouldBe(SkipReason.OptedOut);
        ReminderLedger.Empty.Turn(At(9, 15), tanaka).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(0);
        ReminderLedger.Empty.Turn(At(9, 16), tanaka).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(1);
    }

    [Fact]
    public void A_choice_counts_only_while_the_policy_allows_it()
    {
        var tanaka = Owing("tanaka", "1-1-1") with { Declined = [ReminderKind.BeforeDeadline] };
        Reminding.Turn(MidYear, Policy with { MayLeave = [] }, [tanaka], ReminderLedger.Empty, At(9, 1)).Due.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_left_the_kinds_of_a_reporter_still_hears_as_the_chief() =>
        ReminderLedger.Empty.Turn(At(9, 16), new Addressee("tanaka", Audience.Chief, ["1-1-1"]) { Declined = [ReminderKind.AfterDeadline] })
            .Due.ShouldHaveSingleItem().Audience.ShouldBe(Audience.Chief);

    private static Func<ReminderChoices, Decision> Choose(params ReminderKind[] without) =>
        state => ChoosingReminders.Decide(new(Tanaka, "tanaka", without.ToValueList(), Leavable), state);
}
