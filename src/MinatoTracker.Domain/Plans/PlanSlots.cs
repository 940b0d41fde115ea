namespace MinatoTracker.Domain.Plans;

/// <summary>Which slot of a plan an event fills; see <see cref="Initiatives.InitiativeSlots"/>.</summary>
public static class PlanSlots
{
    /// <summary>What a plan is called: one slot a plan, so that it lists all of them.</summary>
    public const string Plan = "plan";

    public static ValueList<string> Of(PlanEvent @event) => @event switch
    {
        PlanDrafted => [Plan],
        ManagementIssueAdded e => [$"issue:{e.No}"],
        StrategyAdded e => [$"strategy:{e.Code}"],
        ReformPlanAdded => ["reform"],
        InitiativeListed e => [$"listing:{e.Code}"],
        RepeatedListingAdded e => [$"listing:{e.Code}"],
        PlanAdopted => ["adopted"],
        PlanCarriedOver => ["carried-over"],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };
}
