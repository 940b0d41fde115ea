using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>Reads what the reminders of a review depend on: one query a plan, and two small streams a review.</summary>
public sealed partial class ReviewScenes(
    IEventLog log, Tracker tracker, IReminderRecipients recipients, ReminderPolicies policies, TrackerSettings settings, ILogger<ReviewScenes> logger)
{
    /// <summary>Open reviews of which an occasion has come. Where there is none, plans are not even looked at.</summary>
    public async Task<IReadOnlyList<ReviewScene>> WhereOccasionsCame(DateTimeOffset now, CancellationToken cancellation = default)
    {
        var policy = await policies.Current(cancellation);
        List<ReviewScene> scenes = [];
        foreach (var plan in (await Open(policy.DayAt(now), cancellation))
            .Where(open => Reminding.AnyOccasionCame(open.Review, policy, now)).GroupBy(open => open.Plan, StringComparer.Ordinal))
        {
            try
            {
                scenes.AddRange(await Read(plan.Key, [.. plan.Select(open => (open.Key, open.Review))], policy.DayAt(now), cancellation));
            }
            catch (UnreadableEventException unreadable)
            {
                LeftOut(plan.Key, unreadable.Message);
            }
        }

        return scenes;
    }

    /// <returns>Null for an unknown review.</returns>
    public async Task<ReviewScene?> Find(string plan, string review, DateOnly today, CancellationToken cancellation = default)
    {
        var (state, _) = await tracker.Load(Streams.Review(plan, review), cancellation);
        return state.IsScheduled ? (await Read(plan, [(review, state)], today, cancellation)).Single() : null;
    }

    private async Task<IReadOnlyList<(string Plan, string Key, Review Review)>> Open(DateOnly today, CancellationToken cancellation)
    {
        var scheduled = await log.ReadInForce(settings.Tenant, InForce.InSlot(ReviewSlots.Schedule, today), cancellation);
        if (scheduled.Count == 0) return [];
        var closed = await log.ReadInForce(settings.Tenant, InForce.InSlot(ReviewSlots.Closed, today), cancellation);
        List<(string, string, Review)> open = [];
        foreach (var stream in scheduled.Select(stored => stored.Stream).Except(closed.Select(stored => stored.Stream)))
        {
            var (plan, review) = Streams.ReviewOf(stream);
            try
            {
                open.Add((plan, review, (await tracker.Load(Streams.Review(plan, review), cancellation)).State));
            }
            catch (UnreadableEventException unreadable)
            {
                LeftOut(plan, unreadable.Message);
            }
        }

        return open;
    }

    private async Task<IReadOnlyList<ReviewScene>> Read(
        string plan, IReadOnlyList<(string Key, Review Review)> reviews, DateOnly today, CancellationToken cancellation)
    {
        var inForce = await log.ReadInForce(settings.Tenant, InForce.InScope(plan, today), cancellation);
        var byStream = inForce.ToLookup(stored => stored.Stream, EventTypes.FromStore, StringComparer.Ordinal);
        var prefix = Streams.Initiative(plan, "").Key;
        var initiatives = byStream.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(stream => (Code: stream.Key[prefix.Length..], State: Initiative.Fold(stream)))
            .Where(initiative => initiative.State is { IsRegistered: true, Withdrawal: null })
            .OrderBy(initiative => initiative.Code, CodeOrder.Instance).ToList();
        var sections = initiatives.Select(initiative => initiative.State.OwningSection?.Value).OfType<string>().Distinct(StringComparer.Ordinal);
        var people = await recipients.Of([.. sections], cancellation);
        var title = Plan.Fold(byStream[Streams.Plan(plan).Key]).Drafted?.Value.Title ?? plan;

        List<ReviewScene> scenes = [];
        foreach (var (key, review) in reviews)
        {
            var ledger = await tracker.Load(Streams.Reminders(plan, key), cancellation);
            scenes.Add(new(
                plan, key, title, review, [.. initiatives.Select(initiative => Reviewed(initiative.Code, initiative.State, review))],
                people, ledger.State, ledger.Version));
        }

        return scenes;
    }

    private static ReviewedInitiative Reviewed(string code, Initiative state, Review review) =>
        new(code, state.Title!.Value.Value, state.OwningSection?.Value, review.IsSubmitted(code));

    // One plan that can't be read is no reason to remind nobody of the others.
    [LoggerMessage(LogLevel.Error, "Nobody is reminded about plan {Plan}: {Reason}")]
    private partial void LeftOut(string plan, string reason);
}
