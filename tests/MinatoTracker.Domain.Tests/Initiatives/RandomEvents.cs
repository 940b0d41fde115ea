using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Initiatives;

/// <summary>Random events about one initiative that no decision had to lead to. Only ids are sound: a revision is proposed and decided once.</summary>
public static class RandomEvents
{
    public static Arbitrary<InitiativeEvent[]> Any { get; } = Arb.From(
        Numbered(40).Select(events => events.ToArray()), RandomHistory.Without);

    /// <summary>No two of one day.</summary>
    public static Arbitrary<InitiativeEvent[]> EachOnItsOwnDay { get; } = Arb.From(
        from events in Numbered(25)
        from days in Gen.Shuffle(Enumerable.Range(0, 25))
        select events.Zip(days, (e, day) => On(YearStart.AddDays(day), e)).ToArray(),
        RandomHistory.Without);

    private static Gen<string> Indicator { get; } = Gen.Elements("1", "2");

    private static Gen<List<InitiativeEvent>> Numbered(int most) =>
        from count in Gen.Choose(1, most)
        from events in Gen.CollectToList(Enumerable.Range(0, count), Event)
        select events.SelectMany(e => e).ToList();

    // Lazily by number: revisions get ids of their own.
    private static Gen<InitiativeEvent[]> Event(int number) =>
        from provenance in RandomHistory.Provenance
        from later in RandomHistory.Provenance
        from indicator in Indicator
        from word in Gen.Elements("甲", "乙", "丙")
        from value in Gen.Choose(0, 4)
        from kind in Gen.Elements(Enum.GetValues<RevisionKind>())
        from which in Gen.Choose(0, 14)
        let renamed = word == "甲" ? null : word
        let proposal = new TargetRevisionProposed(
            provenance, $"r{number}", later.EffectiveDate, indicator, kind, AtLeast(value), renamed, ReasonCode.Other, "理由", null)
        select Pick(which, provenance, later, indicator, word, value, number, proposal);

    private static InitiativeEvent[] Pick(
        int which, Provenance provenance, Provenance later, string indicator, string word, int value, int number, TargetRevisionProposed proposal) =>
        which switch
        {
            0 => [new InitiativeRegistered(provenance, word)],
            1 => [new OwningSectionAssigned(provenance, word)],
            2 => [new IndicatorDefined(provenance, indicator, word, value > 2 ? IndicatorKind.Outcome : IndicatorKind.Output)],
            3 => [new TargetSet(provenance, indicator, AtLeast(value), word)],
            4 => [proposal],
            5 => [proposal, new TargetRevisionReturned(later, proposal.Revision, word)],
            6 => [proposal, Approved(proposal, later)],
            7 => [Approved(proposal, later) with { ProposedBy = null }],
            8 => [new ActualRecorded(provenance, $"a{number}", indicator, Reached(value))],
            9 => [new ActualCorrected(provenance, $"a{value}", indicator, Reached(value), word)],
            10 => [new ActivityRecorded(provenance, $"{value}", word)],
            11 => [new StatusAssessed(provenance, word, AttainmentOutlook.Expected, null, $"{value}", Assessing.TwoAxes)],
            12 => [new ActivityRemoved(provenance, $"{value}", word)],
            13 => [new ReadingDoubted(provenance, "mid-year", [new(WarningCode.CellMissing, word)])],
            _ => [new InitiativeWithdrawn(provenance, word)],
        };

    private static TargetRevised Approved(TargetRevisionProposed proposal, Provenance provenance) => new(
        provenance, proposal.Revision, proposal.Indicator, proposal.Kind, AtLeast(9), proposal.NewTarget,
        "旧", proposal.NewIndicatorName, proposal.ReasonCode, proposal.Reason, null, proposal.Provenance.By);

    private static InitiativeEvent On(DateOnly day, InitiativeEvent @event) =>
        @event with { Provenance = @event.Provenance with { EffectiveDate = day } };
}
