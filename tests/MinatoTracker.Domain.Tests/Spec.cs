using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Tests;

/// <summary>Reads as a sentence: given what happened, when this is decided, then that is recorded.</summary>
public static class Spec
{
    public static History<Initiative> Given(IEnumerable<InitiativeEvent> events) => new([.. events], Initiative.Fold);

    public static History<Plan> Given(IEnumerable<PlanEvent> events) => new([.. events], Plan.Fold);

    public static History<Review> Given(IEnumerable<ReviewEvent> events) => new([.. events], Review.Fold);

    public static History<ReminderPolicyRegister> Given(IEnumerable<ReminderPolicyEvent> events) =>
        new([.. events], all => ReminderPolicyRegister.Fold(PolicySettings.Standard, all));

    public static History<ReminderChoices> Given(IEnumerable<ReminderChoiceEvent> events) => new([.. events], ReminderChoices.Fold);

    public sealed record History<TState>(IReadOnlyList<IEvent> Events, Func<IEnumerable<IEvent>, TState> Fold)
    {
        public TState State => Fold(Events);

        public Outcome<TState> When(Func<TState, Decision> decide) => new(this, decide);
    }

    public sealed record Outcome<TState>(History<TState> History, Func<TState, Decision> Decide)
    {
        /// <summary>Exactly these events are recorded, and deciding the same once more records nothing.</summary>
        public void Then(params IEvent[] expected)
        {
            var decision = Decide(History.State);
            decision.Refusals.ShouldBeEmpty();
            decision.Events.ShouldBe(expected);
            Again(decision).Refusals.ShouldBeEmpty("The same command again is no mistake.");
        }

        /// <summary>These events are recorded, whatever else they carry; deciding the same once more records nothing.</summary>
        public void ThenOnly<TEvent>(Action<TEvent> holds)
            where TEvent : IEvent
        {
            var decision = Decide(History.State);
            decision.Refusals.ShouldBeEmpty();
            holds(decision.Events.ShouldHaveSingleItem().ShouldBeOfType<TEvent>());
            Again(decision);
        }

        public void ThenNothing() => Decide(History.State).ShouldBe(Decision.Nothing);

        public void ThenRefused(string field, RefusalCode code) => ThenRefused((field, code));

        /// <summary>Refused for exactly these reasons, all named at once.</summary>
        public void ThenRefused(params (string Field, RefusalCode Code)[] reasons)
        {
            var decision = Decide(History.State);
            decision.Events.ShouldBeEmpty();
            decision.Refusals.Select(refusal => (refusal.Field, refusal.Code)).ShouldBe(reasons, ignoreOrder: true);
        }

        private Decision Again(Decision decision)
        {
            var again = Decide(History.Fold([.. History.Events, .. decision.Events]));
            again.Events.ShouldBeEmpty("The same command again must record nothing.");
            return again;
        }
    }
}
