using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Plans;

public sealed record PlanHeading(string Plan, string Title, int FiscalYear)
{
    public static PlanHeading Of(StoredEvent stored)
    {
        var drafted = (PlanDrafted)EventTypes.FromStore(stored);
        return new(Streams.PlanOf(stored.Stream), drafted.Title, drafted.FiscalYear);
    }
}

/// <summary>A plan at a point in time.</summary>
/// <param name="InForce">The events that make it so, in the order recorded.</param>
public sealed record PlanSnapshot(PlanView View, IReadOnlyList<StoredEvent> InForce);

/// <summary>A day, and the time at which one asks what was known about it.</summary>
public sealed record PointInTime(DateOnly AsOf, DateTimeOffset? KnownAt = null);

/// <summary>Answers what plans say, on any day as known at any time. A whole plan is one query.</summary>
public sealed class PlanQueries(IEventLog log, TrackerSettings settings)
{
    /// <summary>Every plan that stood at that point, the latest fiscal year first.</summary>
    public async Task<IReadOnlyList<PlanHeading>> Plans(PointInTime at, CancellationToken cancellation = default)
    {
        var drafted = await log.ReadInForce(settings.Tenant, InForce.InSlot(PlanSlots.Plan, at.AsOf, at.KnownAt), cancellation);
        return [.. drafted.Select(PlanHeading.Of).OrderByDescending(plan => plan.FiscalYear).ThenBy(plan => plan.Plan, StringComparer.Ordinal)];
    }

    /// <returns>Null for an unknown plan, and for one that did not stand yet at that point.</returns>
    public async Task<PlanView?> Plan(string plan, PointInTime at, CancellationToken cancellation = default) =>
        (await Snapshot(plan, at, cancellation))?.View;

    /// <summary>The plan with the events that make it what it is at that point.</summary>
    /// <returns>Null for an unknown plan, and for one that did not stand yet at that point.</returns>
    public async Task<PlanSnapshot?> Snapshot(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var inForce = await log.ReadInForce(settings.Tenant, InForce.InScope(plan, at.AsOf, at.KnownAt), cancellation);
        var byStream = inForce.ToLookup(stored => stored.Stream, EventTypes.FromStore, StringComparer.Ordinal);
        var initiativePrefix = Streams.Initiative(plan, "").Key;
        var initiatives = byStream
            .Where(stream => stream.Key.StartsWith(initiativePrefix, StringComparison.Ordinal))
            .ToDictionary(stream => stream.Key[initiativePrefix.Length..], Initiative.Fold, StringComparer.Ordinal);
        var view = PlanViews.Assemble(plan, Domain.Plans.Plan.Fold(byStream[Streams.Plan(plan).Key]), initiatives, at.AsOf, at.KnownAt);
        return view is null ? null : new(view, inForce);
    }

    /// <summary>The review that the plan's statuses at that point come from; null before the first.</summary>
    public async Task<DocumentReview?> LastReview(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var inForce = await log.ReadInForce(settings.Tenant, InForce.InScope(plan, at.AsOf, at.KnownAt), cancellation);
        var last = inForce.Select(EventTypes.FromStore).OfType<StatusAssessed>().MaxBy(assessed => assessed.Provenance.EffectiveDate);
        return last is null
            ? null
            : new(ReviewKeys.KindOf(last.Review), last.Provenance.EffectiveDate, last.Provenance.Publication);
    }
}
