using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>
/// Which slots of an initiative an event fills. From its effective date on, the last event to fill a slot is the one in force there;
/// folding just the events in force gives what folding all of them gives. History is kept by slot, and stays small for that reason.
/// </summary>
public static class InitiativeSlots
{
    public static ValueList<string> Of(InitiativeEvent @event) => @event switch
    {
        InitiativeRegistered => ["title"],
        OwningSectionAssigned => ["section"],
        IndicatorDefined e => [$"indicator:{e.Indicator}"],
        TargetSet e => [$"original:{e.Indicator}"],
        TargetRevisionProposed e => [$"proposal:{e.Revision}"],
        TargetRevisionReturned e => [$"decided:{e.Revision}"],
        TargetRevised e => SlotsOfRevision(e),
        ActualRecorded e => [$"actual:{e.Indicator}"],
        ActualCorrected e => [$"actual:{e.Indicator}"],
        ActivityRecorded e => [$"activity:{e.Activity}"],
        ActivityRemoved e => [$"activity:{e.Activity}"],
        StatusAssessed e => [$"status:{e.Review}"],
        ReadingDoubted e => [$"doubts:{e.About}"],
        InitiativeWithdrawn => ["withdrawn"],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };

    private static ValueList<string> SlotsOfRevision(TargetRevised e)
    {
        List<string> slots = [$"target:{e.Indicator}"];
        // A later revision that keeps the name must not push this one's name out of force.
        if (e.NewIndicatorName is not null) slots.Add($"name:{e.Indicator}");
        // Nor may a later change of level hide that something else is measured since.
        if (!e.Kind.KeepsComparability()) slots.Add($"break:{e.Revision}");
        if (e.ProposedBy is not null) slots.Add($"decided:{e.Revision}");
        return slots.ToValueList();
    }
}
