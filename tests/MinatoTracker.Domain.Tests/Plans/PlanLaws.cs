using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Tests.Initiatives;

namespace MinatoTracker.Domain.Tests.Plans;

/// <summary>What holds for every plan's history, tried on random ones with backdated effective dates.</summary>
public sealed class PlanLaws
{
    private static Gen<string> Word { get; } = Gen.Elements("甲", "乙", "丙");

    private static Gen<string> Code { get; } = Gen.Elements("1-1", "1-2", "1-10", "R-1");

    private static Gen<Listing> Listing { get; } =
        from position in Gen.Choose(1, 3)
        from title in Gen.Elements(null, "再掲")
        from original in Gen.Elements(null, "1-1", "1-2")
        select new Listing(position, title, original);

    private static Arbitrary<DraftPlan[]> Drafts { get; } = Arb.From(
        (from provenance in RandomHistory.Provenance
         from title in Word
         from issue in Gen.Choose(1, 2)
         from code in Code
         from listing in Listing
         from reform in Gen.Elements(null, "改革")
         from carried in Gen.Elements(null, "minato-2018", "minato-2019")
         select new DraftPlan(provenance, 2020, title, [(issue, title)], [(code, title)], reform, [(code, listing)], carried))
            .ArrayOf(),
        RandomHistory.Without);

    private static Arbitrary<PlanEvent[]> Events { get; } = Arb.From(
        (from provenance in RandomHistory.Provenance
         from word in Word
         from code in Code
         from number in Gen.Choose(1, 3)
         from which in Gen.Choose(0, 7)
         select (PlanEvent)(which switch
         {
             0 => new PlanDrafted(provenance, 2020, word),
             1 => new ManagementIssueAdded(provenance, number, word),
             2 => new StrategyAdded(provenance, code, word),
             3 => new ReformPlanAdded(provenance, word),
             4 => new InitiativeListed(provenance, code, number),
             5 => new RepeatedListingAdded(provenance, code, number, word, "1-1-1"),
             6 => new PlanAdopted(provenance),
             _ => new PlanCarriedOver(provenance, word),
         })).ArrayOf(),
        RandomHistory.Without);

    [Fact]
    public void Repeating_any_draft_records_nothing() =>
        Prop.ForAll(Drafts, drafts =>
        {
            var state = Plan.Undrafted;
            foreach (var draft in drafts)
            {
                var decision = Drafting.Decide(draft, state);
                decision.IsRefused.ShouldBeFalse();
                state = decision.Events.Aggregate(state, Plan.Evolve);
                Drafting.Decide(draft, state).ShouldBe(Decision.Nothing, $"Repeated: {draft}");
            }
        }).Check(Laws.Thorough);

    [Fact]
    public void It_does_not_matter_when_a_fact_of_another_day_was_recorded() =>
        Prop.ForAll(Events, ArbMap.Default.ArbFor<int>(), (events, seed) =>
        {
            var oneADay = events.DistinctBy(e => e.Provenance.EffectiveDate).ToArray();
            var shuffled = oneADay.ToArray();
            new Random(seed).Shuffle(shuffled);
            Plan.Fold(shuffled).Visible().ShouldBe(Plan.Fold(oneADay).Visible());
        }).Check(Laws.Thorough);

    [Fact]
    public void What_is_in_force_on_a_day_tells_all_that_holds_then() =>
        Prop.ForAll(Events, RandomHistory.Day.ToArbitrary(), (events, asOf) =>
            Plan.Fold(Slots.InForce(events, PlanSlots.Of, asOf)).Visible()
                .ShouldBe(Plan.Fold(events.Where(e => e.Provenance.EffectiveDate <= asOf)).Visible())).Check(Laws.Thorough);
}
