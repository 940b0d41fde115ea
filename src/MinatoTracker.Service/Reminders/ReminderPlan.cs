using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// The plan of reminders to come, a read model of the log: what is asked every minute is answered from it without looking at a single
/// review. Whoever asks first brings it up to date (<see cref="CatchUp"/>), so there is nothing that could lag behind. It may be
/// thrown away at any time: state and people lead to the same rows again, and once a day and once a process it is held to that.
/// </summary>
public sealed partial class ReminderPlan
{
    private const int Page = 1000;
    private readonly ReminderSql sql;
    private readonly IEventLog log;
    private readonly ReviewScenes scenes;
    private readonly ReminderPolicies policies;
    private readonly TrackerSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger<ReminderPlan> logger;
    private readonly SharedWork catchingUp;
    private bool isHeldToState;

    public ReminderPlan(
        ReminderSql sql, IEventLog log, ReviewScenes scenes, ReminderPolicies policies, TrackerSettings settings, TimeProvider time,
        ILogger<ReminderPlan> logger)
    {
        (this.sql, this.log, this.scenes, this.policies, this.settings, this.time, this.logger) =
            (sql, log, scenes, policies, settings, time, logger);
        // Not cancelled by who waits: others wait with them.
        catchingUp = new(() => Follow(whole: !isHeldToState, CancellationToken.None));
    }

    /// <summary>Brings the plan to where the log is. Where nothing happened that costs two steps down an index.</summary>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task CatchUp(CancellationToken cancellation = default) => catchingUp.Join().WaitAsync(cancellation);

    /// <summary>Plans everything anew from what is in force now.</summary>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task PlanAnew(CancellationToken cancellation = default) => Follow(whole: true, cancellation);

    /// <summary>Brings the plan to where the log is, without holding the rest of it to the state.</summary>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task TakeIn(CancellationToken cancellation = default) => Follow(whole: false, cancellation);

    /// <summary>Lets one look at the rows while nobody plans.</summary>
    /// <returns>What happened by then that the rows do not know of yet.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    internal async Task<PlanChanges> WhileItStands(Func<NpgsqlConnection, Task> look, CancellationToken cancellation)
    {
        var meanwhile = PlanChanges.Nothing;
        await sql.InTransaction(
            async connection =>
            {
                await sql.Query(connection, "plan/lock", Read, cancellation);
                await look(connection);
                // Asked once more: the log goes on.
                var stands = (await sql.Query(connection, "plan/lock", Read, cancellation)).Single();
                meanwhile = await Since(stands.Position, stands.Head, cancellation);
                if (stands.PlannedOn != settings.Today(time) || stands.People != stands.PeopleNow) meanwhile = meanwhile with { ConcernsAll = true };
            },
            cancellation);
        return meanwhile;
    }

    /// <summary>Takes out what turns out to be settled.</summary>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public Task Drop(IReadOnlyCollection<ClaimedReminder> settled, CancellationToken cancellation = default) => sql.InTransaction(
        async connection =>
        {
            var tables = new ReminderPlanTables(sql, connection, cancellation);
            await tables.Drop(settled);
            await tables.RefreshTurns();
        },
        cancellation);

    private async Task Follow(bool whole, CancellationToken cancellation)
    {
        await sql.InTransaction(
            async connection =>
            {
                await sql.Query(connection, "plan/hurry", _ => true, cancellation);
                await sql.Query(connection, "plan/begin", _ => true, cancellation);
                var stands = (await sql.Query(connection, "plan/lock", Read, cancellation)).Single();
                var today = settings.Today(time);
                if (!whole && stands.Position >= stands.Head && stands.PlannedOn == today && stands.People == stands.PeopleNow) return;
                var happened = stands.Position < 0 ? PlanChanges.Nothing : await Since(stands.Position, stands.Head, cancellation);
                var tables = new ReminderPlanTables(sql, connection, cancellation);
                await tables.Apply(happened.Reminders);
                var everything = whole || stands.Position < 0 || stands.PlannedOn != today || stands.People != stands.PeopleNow || happened.ConcernsAll;
                await Lay(tables, everything ? await All(tables, today, cancellation) : await Touched(happened, today, cancellation), today, cancellation);
                if (everything) await tables.TouchWrongTurns();
                await tables.RefreshTurns();
                await tables.Advance(Math.Max(stands.Position, stands.Head), today, stands.PeopleNow);
            },
            cancellation);
        isHeldToState |= whole;
    }

    private async Task Lay(
        ReminderPlanTables tables, IReadOnlyCollection<(string Plan, string Review)> reviews, DateOnly today, CancellationToken cancellation)
    {
        if (reviews.Count == 0) return;
        var policy = await policies.Current(cancellation);
        var read = await scenes.Read(reviews, today, cancellation: cancellation);
        var known = read.Scenes.ToDictionary(scene => (scene.Plan, scene.Key));
        // What can't be read stays planned as it was.
        foreach (var review in reviews.Where(review => !read.UnreadablePlans.Contains(review.Plan)))
        {
            PlannedReminder[] planned = known.TryGetValue(review, out var scene)
                ? [.. ReminderPlanning.Of(scene.Review, policy, scene.Addressees, scene.Ledger)]
                : [];
            var changed = await tables.Lay(review, planned, time.GetUtcNow());
            if (changed > 0) Planned(review.Plan, review.Review, planned.Length, changed);
        }
    }

    private async Task<IReadOnlyCollection<(string, string)>> All(ReminderPlanTables tables, DateOnly today, CancellationToken cancellation) =>
        [.. (await scenes.NotClosed(today, cancellation)).Union(await tables.Reviews())];

    private async Task<IReadOnlyCollection<(string, string)>> Touched(PlanChanges happened, DateOnly today, CancellationToken cancellation) =>
        happened.Plans.Count == 0
            ? happened.Reviews
            : [.. happened.Reviews.Union((await scenes.NotClosed(today, cancellation)).Where(review => happened.Plans.Contains(review.Plan)))];

    private async Task<PlanChanges> Since(long position, long head, CancellationToken cancellation)
    {
        var changes = PlanChanges.Nothing;
        while (position < head)
        {
            var events = await log.ReadAll(settings.Tenant, position, Page, cancellation);
            // What came after the head was seen comes up the next time, when it is seen whole.
            changes = events.TakeWhile(stored => stored.Position <= head).Aggregate(changes, PlanChanges.After);
            if (events.Count == 0) break;
            position = events[^1].Position;
        }

        return changes;
    }

    [LoggerMessage(LogLevel.Information, "Reminders of {Plan}, {Review}: {Planned} to come, planned anew for {Changed} people.")]
    private partial void Planned(string plan, string review, int planned, int changed);

    private static Standing Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetFieldValue<DateOnly>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    private sealed record Standing(long Position, DateOnly PlannedOn, long People, long Head, long PeopleNow);
}
