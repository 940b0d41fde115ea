using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Tests.Initiatives;

/// <summary>What holds for every history, tried on random ones with backdated effective dates.</summary>
public sealed class InitiativeLaws
{
    [Fact]
    public void Repeating_any_command_records_nothing() =>
        Prop.ForAll(RandomHistory.Commands, commands =>
        {
            var state = Initiative.Unregistered;
            foreach (var command in commands)
            {
                state = command.Decide(state).Events.Aggregate(state, Initiative.Evolve);
                command.Decide(state).Events.ShouldBeEmpty($"Repeated: {command}");
            }
        }).Check(Laws.Thorough);

    [Fact]
    public void Deciding_twice_from_the_same_state_gives_the_same() =>
        Prop.ForAll(RandomHistory.Commands, commands =>
        {
            var state = Initiative.Fold(RandomHistory.Events(commands[..^1]));
            commands[^1].Decide(state).ShouldBe(commands[^1].Decide(state));
        }).Check(Laws.Thorough);

    [Fact]
    public void Folding_twice_gives_the_same() =>
        Prop.ForAll(RandomHistory.Commands, commands =>
            Initiative.Fold(RandomHistory.Events(commands)).Visible()
                .ShouldBe(Initiative.Fold(RandomHistory.Events(commands)).Visible())).Check(Laws.Thorough);

    [Fact]
    public void Random_histories_hold_every_event_and_refuse_the_lesser_part()
    {
        var histories = RandomHistory.Commands.Generator.Sample(200, 60);
        var events = histories.SelectMany(RandomHistory.Events).ToArray();

        events.Select(e => e.GetType()).Distinct().ShouldBe(
            typeof(InitiativeEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(InitiativeEvent))), ignoreOrder: true);
        // Fewer than one in three would try little.
        events.Length.ShouldBeGreaterThan(histories.Sum(commands => commands.Length) / 3);
    }

    [Fact]
    public void It_does_not_matter_when_a_fact_of_another_day_was_recorded() =>
        Prop.ForAll(RandomEvents.EachOnItsOwnDay, ArbMap.Default.ArbFor<int>(), (events, seed) =>
        {
            var shuffled = events.ToArray();
            new Random(seed).Shuffle(shuffled);
            Initiative.Fold(shuffled).Visible().ShouldBe(Initiative.Fold(events).Visible());
        }).Check(Laws.Thorough);

    [Fact]
    public void What_is_in_force_on_a_day_tells_all_that_holds_then() =>
        Prop.ForAll(RandomHistory.Commands, RandomHistory.Day.ToArbitrary(), (commands, asOf) =>
            HoldsBySlots(RandomHistory.Events(commands), asOf)).Check(Laws.Thorough);

    /// <summary>Wider than what decisions lead to: histories as another version may have left them.</summary>
    [Fact]
    public void What_is_in_force_tells_all_that_holds_for_any_events() =>
        Prop.ForAll(RandomEvents.Any, RandomHistory.Day.ToArbitrary(), HoldsBySlots).Check(Laws.Thorough);

    private static void HoldsBySlots(InitiativeEvent[] events, DateOnly asOf) =>
        Initiative.Fold(Slots.InForce(events, InitiativeSlots.Of, asOf)).Visible()
            .ShouldBe(Initiative.Fold(events.Where(e => e.Provenance.EffectiveDate <= asOf)).Visible(), $"As of {asOf:O}");
}
