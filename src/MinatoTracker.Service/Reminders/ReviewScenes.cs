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
        var today = policy.DayAt(now);
        List<(string Plan, string Review)> came = [];
        foreach (var (plan, review) in await NotClosed(today, cancellation))
        {
            if (await AnyOccasionCame(plan, review, policy, now, cancellation)) came.Add((plan, review));
        }

        return (await Read(came, today, cancellation: cancellation)).Scenes;
    }

    /// <returns>Null for an unknown review.</returns>
    /// <exception cref="UnreadableEventException">The plan, the review or its reminders can't be read.</exception>
    public async Task<ReviewScene?> Find(string plan, string review, DateOnly today, CancellationToken cancellation = default) =>
        (await Read(plan, [review], today, null, new(), cancellation)).SingleOrDefault();

    /// <summary>Every review that is scheduled and not closed.</summary>
    public async Task<IReadOnlyList<(string Plan, string Review)>> NotClosed(DateOnly today, CancellationToken cancellation = default)
    {
        var scheduled = await log.ReadInForce(settings.Tenant, InForce.InSlot(ReviewSlots.Schedule, today), cancellation);
        if (scheduled.Count == 0) return [];
        var closed = await log.ReadInForce(settings.Tenant, InForce.InSlot(ReviewSlots.Closed, today), cancellation);
        return [.. scheduled.Select(stored => stored.Stream).Except(closed.Select(stored => stored.Stream)).Select(Streams.ReviewOf)];
    }

    /// <summary>Those of the reviews that are scheduled, as they stand now. A plan that can't be read is left out and told of.</summary>
    /// <param name="among">With these people as recipients only; null for everybody.</param>
    /// <param name="memory">What was read before.</param>
    public async Task<ScenesRead> Read(
        IEnumerable<(string Plan, string Review)> reviews, DateOnly today,
        IReadOnlyCollection<string>? among = null, SceneMemory? memory = null, CancellationToken cancellation = default)
    {
        List<ReviewScene> scenes = [];
        HashSet<string> unreadable = new(StringComparer.Ordinal);
        foreach (var plan in reviews.GroupBy(review => review.Plan, review => review.Review, StringComparer.Ordinal))
        {
            try
            {
                scenes.AddRange(await Read(plan.Key, plan, today, among, memory ?? new(), cancellation));
            }
            catch (UnreadableEventException failure)
            {
                LeftOut(plan.Key, failure.Message);
                unreadable.Add(plan.Key);
            }
        }

        return new(scenes, unreadable);
    }

    private async Task<bool> AnyOccasionCame(string plan, string review, ReminderPolicy policy, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return Reminding.AnyOccasionCame((await tracker.Load(Streams.Review(plan, review), cancellation)).State, policy, now);
        }
        catch (UnreadableEventException failure)
        {
            LeftOut(plan, failure.Message);
            return false;
        }
    }

    private async Task<IReadOnlyList<ReviewScene>> Read(
        string plan, IEnumerable<string> reviews, DateOnly today,
        IReadOnlyCollection<string>? among, SceneMemory memory, CancellationToken cancellation)
    {
        var inForce = await log.ReadInForce(settings.Tenant, InForce.InScope(plan, today), cancellation);
        var scene = memory.Plan(plan, inForce, () => Fold(plan, inForce));
        var people = await recipients.Of(scene.Sections, among, cancellation);
        List<ReviewScene> scenes = [];
        foreach (var key in reviews)
        {
            var (review, _) = await tracker.Load(Streams.Review(plan, key), cancellation);
            if (!review.IsScheduled) continue;
            var stream = Streams.Reminders(plan, key);
            var (ledger, version) = await memory.Ledger(
                stream, after => log.ReadStream(settings.Tenant, stream.Key, after, cancellation), cancellation);
            var initiatives = scene.Initiatives.Select(initiative => Reviewed(initiative.Code, initiative.State, review));
            scenes.Add(new(plan, key, scene.Title, review, [.. initiatives], people, ledger, version));
        }

        return scenes;
    }

    private static PlanScene Fold(string plan, IReadOnlyList<StoredEvent> inForce)
    {
        var byStream = inForce.ToLookup(stored => stored.Stream, EventTypes.FromStore, StringComparer.Ordinal);
        var prefix = Streams.Initiative(plan, "").Key;
        var initiatives = byStream.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(stream => (Code: stream.Key[prefix.Length..], State: Initiative.Fold(stream)))
            .Where(initiative => initiative.State is { IsRegistered: true, Withdrawal: null })
            .OrderBy(initiative => initiative.Code, CodeOrder.Instance);
        return new(Plan.Fold(byStream[Streams.Plan(plan).Key]).Drafted?.Value.Title ?? plan, [.. initiatives]);
    }

    private static ReviewedInitiative Reviewed(string code, Initiative state, Review review) =>
        new(code, state.Title!.Value.Value, state.OwningSection?.Value, review.IsSubmitted(code));

    // One plan that can't be read is no reason to remind nobody of the others.
    [LoggerMessage(LogLevel.Error, "Nobody is reminded about plan {Plan}: {Reason}")]
    private partial void LeftOut(string plan, string reason);
}

/// <param name="UnreadablePlans">Of whose reviews nothing is known at the moment.</param>
public sealed record ScenesRead(IReadOnlyList<ReviewScene> Scenes, IReadOnlySet<string> UnreadablePlans);
