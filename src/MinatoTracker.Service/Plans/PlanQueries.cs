using Microsoft.Extensions.Caching.Memory;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Plans;

/// <param name="Problem">Why the plan can't be read; its key then stands for its title. Null for all others.</param>
public sealed record PlanHeading(string Plan, string Title, int FiscalYear, string? Problem = null)
{
    public static PlanHeading Of(StoredEvent stored)
    {
        var plan = Streams.PlanOf(stored.Stream);
        try
        {
            var drafted = (PlanDrafted)EventTypes.FromStore(stored);
            return new(plan, drafted.Title, drafted.FiscalYear);
        }
        catch (UnreadableEventException unreadable)
        {
            // The other plans are not to disappear with this one.
            return new(plan, plan, 0, unreadable.Message);
        }
    }
}

/// <summary>A plan at a point in time.</summary>
/// <param name="InForce">The events that make it so, in the order recorded.</param>
public sealed record PlanSnapshot(PlanView View, IReadOnlyList<StoredEvent> InForce);

/// <summary>A day, and the time at which one asks what was known about it.</summary>
public sealed record PointInTime(DateOnly AsOf, DateTimeOffset? KnownAt = null);

/// <summary>Answers what plans say, on any day as known at any time. A whole plan is one query.</summary>
public sealed class PlanQueries(IEventLog log, TrackerSettings settings) : IDisposable
{
    // A plan in memory is a few hundred KiB. People look at few points of few plans at a time: today, and the last cut-off.
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 32 });

    /// <summary>Every plan that stood at that point, the latest fiscal year first.</summary>
    public async Task<IReadOnlyList<PlanHeading>> Plans(PointInTime at, CancellationToken cancellation = default)
    {
        var drafted = await log.ReadInForce(settings.Tenant, InForce.InSlot(PlanSlots.Plan, at.AsOf, at.KnownAt), cancellation);
        return [.. drafted.Select(PlanHeading.Of).OrderByDescending(plan => plan.FiscalYear).ThenBy(plan => plan.Plan, StringComparer.Ordinal)];
    }

    /// <summary>What was answered before is answered again while nobody has appended: the log says so in the same query.</summary>
    /// <returns>Null for an unknown plan, and for one that did not stand yet at that point.</returns>
    public async Task<PlanView?> Plan(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var known = kept.Get<Kept>((plan, at));
        var (position, inForce) = await log.ReadInForceSince(settings.Tenant, Asked(plan, at), known?.Position ?? -1, cancellation);
        if (inForce is null) return known!.View;
        var view = Assemble(plan, at, inForce);
        kept.Set((plan, at), new Kept(position, view), new MemoryCacheEntryOptions { Size = 1 });
        return view;
    }

    /// <summary>The plan with the events that make it what it is at that point.</summary>
    /// <returns>Null for an unknown plan, and for one that did not stand yet at that point.</returns>
    public async Task<PlanSnapshot?> Snapshot(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var inForce = await log.ReadInForce(settings.Tenant, Asked(plan, at), cancellation);
        return Assemble(plan, at, inForce) is { } view ? new(view, inForce) : null;
    }

    /// <summary>The review that the plan's statuses at that point come from; null before the first.</summary>
    public async Task<DocumentReview?> LastReview(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var inForce = await log.ReadInForce(settings.Tenant, Asked(plan, at), cancellation);
        var last = inForce.Select(EventTypes.FromStore).OfType<StatusAssessed>().MaxBy(assessed => assessed.Provenance.EffectiveDate);
        return last is null
            ? null
            : new(ReviewKeys.KindOf(last.Review), last.Provenance.EffectiveDate, last.Provenance.Publication);
    }

    public void Dispose() => kept.Dispose();

    private static InForce Asked(string plan, PointInTime at) => InForce.InScope(plan, at.AsOf, at.KnownAt);

    private static PlanView? Assemble(string plan, PointInTime at, IReadOnlyList<StoredEvent> inForce)
    {
        var byStream = inForce.ToLookup(stored => stored.Stream, EventTypes.FromStore, StringComparer.Ordinal);
        var initiativePrefix = Streams.Initiative(plan, "").Key;
        var initiatives = byStream
            .Where(stream => stream.Key.StartsWith(initiativePrefix, StringComparison.Ordinal))
            .ToDictionary(stream => stream.Key[initiativePrefix.Length..], Initiative.Fold, StringComparer.Ordinal);
        return PlanViews.Assemble(plan, Domain.Plans.Plan.Fold(byStream[Streams.Plan(plan).Key]), initiatives, at.AsOf, at.KnownAt);
    }

    private sealed record Kept(long Position, PlanView? View);
}
