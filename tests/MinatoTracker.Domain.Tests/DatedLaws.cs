using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Tests.Initiatives;

namespace MinatoTracker.Domain.Tests;

public sealed class DatedLaws
{
    private static readonly Arbitrary<(int Value, DateOnly From)[]> Facts = Arb.From(
        (from value in Gen.Choose(1, 1000)
         from day in RandomHistory.Day
         select (value, day)).ArrayOf(),
        RandomHistory.Without);

    [Fact]
    public void On_a_day_the_value_of_the_latest_day_until_then_holds_and_of_two_the_later_recorded() =>
        Prop.ForAll(Facts, RandomHistory.Day.ToArbitrary(), (facts, day) =>
        {
            var until = facts.Where(fact => fact.From <= day).ToArray();

            var held = Fold(facts).On(day);

            (held?.Value, held?.From).ShouldBe(
                until is [] ? (null, null) : until.Where(fact => fact.From == until.Max(other => other.From)).Select(fact => ((int?)fact.Value, (DateOnly?)fact.From)).Last());
        }).Check(Laws.Thorough);

    private static Dated<int>? Fold(IEnumerable<(int Value, DateOnly From)> facts) =>
        facts.Aggregate((Dated<int>?)null, (held, fact) => held.Then(fact.Value, fact.From));
}
