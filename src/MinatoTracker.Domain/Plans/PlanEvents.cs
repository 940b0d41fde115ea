namespace MinatoTracker.Domain.Plans;

// Stream plan/{plan}. Names are storage formats, as in InitiativeEvents.

public abstract record PlanEvent(Provenance Provenance) : IEvent;

/// <param name="Title">As printed: 令和2年度 港区運営方針.</param>
public sealed record PlanDrafted(Provenance Provenance, int FiscalYear, string Title) : PlanEvent(Provenance);

/// <summary>経営課題</summary>
public sealed record ManagementIssueAdded(Provenance Provenance, int No, string Title) : PlanEvent(Provenance);

/// <summary>戦略, under the management issue that its code begins with.</summary>
public sealed record StrategyAdded(Provenance Provenance, string Code, string Title) : PlanEvent(Provenance);

/// <summary>The reform plan (市政改革プラン) whose rows are listed after the issues.</summary>
public sealed record ReformPlanAdded(Provenance Provenance, string Title) : PlanEvent(Provenance);

/// <summary>具体的取組; its own stream holds the rest. Position keeps the paper's order.</summary>
public sealed record InitiativeListed(Provenance Provenance, string Code, int Position) : PlanEvent(Provenance);

/// <summary>再掲: the row shows another initiative once more, and counts once.</summary>
public sealed record RepeatedListingAdded(Provenance Provenance, string Code, int Position, string Title, string RepeatedFrom)
    : PlanEvent(Provenance);

public sealed record PlanAdopted(Provenance Provenance) : PlanEvent(Provenance);

/// <summary>The plan began as a copy of last year's.</summary>
public sealed record PlanCarriedOver(Provenance Provenance, string FromPlan) : PlanEvent(Provenance);
