using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Reviews;

/// <summary>Works out what plans say at a point in time, and holds published versions (公表版) against it.</summary>
public sealed class Baselines(IEventLog log, TrackerSettings settings)
{
    /// <summary>The hash of the plan's content at that point; see <see cref="PlanContent"/>.</summary>
    /// <returns>Null for a plan that did not stand yet.</returns>
    public async Task<string?> ContentHash(string plan, PointInTime at, CancellationToken cancellation = default)
    {
        var inForce = await log.ReadInForce(settings.Tenant, InForce.InScope(plan, at.AsOf, at.KnownAt), cancellation);
        var byStream = inForce.ToLookup(stored => stored.Stream, EventTypes.FromStore, StringComparer.Ordinal);
        var state = Plan.Fold(byStream[Streams.Plan(plan).Key]);
        var prefix = Streams.Initiative(plan, "").Key;
        return state.IsDrafted
            ? PlanContent.Hash(plan, state, byStream
                .Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(stream => KeyValuePair.Create(stream.Key[prefix.Length..], Initiative.Fold(stream))))
            : null;
    }

    /// <summary>Works the hash of each of a review's published versions out anew.</summary>
    /// <param name="number">Only that version; null for all.</param>
    public async Task<IReadOnlyList<BaselineCheck>> Check(ReviewRecord review, int? number = null, CancellationToken cancellation = default)
    {
        List<BaselineCheck> checks = [];
        foreach (var published in review.State.Baselines.Values.Select(baseline => baseline.Published).Where(p => p.Number == (number ?? p.Number)))
        {
            var now = await ContentHash(review.Plan, new(published.AsOf, published.KnownAt), cancellation);
            checks.Add(new(
                review.Plan, review.Key, published.Number, published.AsOf, published.KnownAt, published.ContentHash, now,
                string.Equals(now, published.ContentHash, StringComparison.Ordinal)));
        }

        return checks;
    }
}

/// <summary>A published version held against what its plan says now at that point.</summary>
/// <param name="Published">The content hash that was published.</param>
/// <param name="Recomputed">The one worked out just now; null where the plan is gone.</param>
public sealed record BaselineCheck(
    string Plan, string Review, int Number, DateOnly AsOf, DateTimeOffset KnownAt, string Published, string? Recomputed, bool Matches);
