using MinatoTracker.Domain.Reminders;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>The rows of the plan, within one transaction.</summary>
internal sealed class ReminderPlanTables(ReminderSql sql, NpgsqlConnection connection, CancellationToken cancellation)
{
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>Takes out what is settled and puts off what is to be tried again.</summary>
    public async Task Apply(IReadOnlyCollection<(string Plan, string Review, ReminderEvent Event)> happened)
    {
        if (happened.Count == 0) return;
        var failed = happened.Where(one => one.Event is ReminderFailed { NextAttempt: not null }).ToList();
        await Settle(
        [
            .. happened.Where(one => one.Event is not ReminderFailed { NextAttempt: not null }).Select(one => new SettledReminder(
                one.Plan, one.Review, ReminderKey.Of(one.Event), one.Event is ReminderSent or ReminderEscalated ? null : one.Event.Deadline)),
        ]);
        if (failed.Count == 0) return;
        touched.UnionWith(failed.Select(one => one.Event.Person));
        await Execute(
            "plan/put_off",
            ("people", failed.ConvertAll(one => one.Event.Person)),
            ("plans", failed.ConvertAll(one => one.Plan)),
            ("reviews", failed.ConvertAll(one => one.Review)),
            ("occasions", failed.ConvertAll(one => one.Event.Occasion)),
            ("sections", failed.ConvertAll(one => one.Event.Section ?? "")),
            ("deadlines", failed.ConvertAll(one => one.Event.Deadline)),
            ("attempts", failed.ConvertAll(one => ((ReminderFailed)one.Event).Attempt)),
            ("nextAt", failed.ConvertAll(one => ((ReminderFailed)one.Event).NextAttempt!.Value.ToUniversalTime())));
    }

    public Task Drop(IEnumerable<ClaimedReminder> settled) => Settle(
        [.. settled.Select(reminder => new SettledReminder(reminder.Plan, reminder.Review, reminder.Key, reminder.Deadline))]);

    /// <returns>Of how many people something changed.</returns>
    public async Task<int> Lay((string Plan, string Review) review, IReadOnlyCollection<PlannedReminder> wanted, DateTimeOffset now)
    {
        var changed = await sql.Query(connection, "plan/lay", row => row.GetString(0), cancellation, Values(review, wanted, now));
        touched.UnionWith(changed);
        return changed.Count;
    }

    /// <summary>What <see cref="Lay"/> would change, told and not changed.</summary>
    public async Task<IReadOnlyList<PlanDifference>> Differences(
        (string Plan, string Review) review, IReadOnlyCollection<PlannedReminder> wanted, DateTimeOffset now) =>
        await sql.Query(
            connection, "check/planned",
            row =>
            {
                var reminder = FormattableString.Invariant($"{review.Plan}/{review.Review}/{row.GetString(0)}/{row.GetInt32(1)}");
                if (row.GetString(2) is { Length: > 0 } section) reminder += $"/{section}";
                return new PlanDifference(review.Plan, review.Review, reminder, row.GetString(3), row.GetString(4), row.GetString(5));
            },
            cancellation, Values(review, wanted, now));

    private static (string, object)[] Values((string Plan, string Review) review, IReadOnlyCollection<PlannedReminder> wanted, DateTimeOffset now)
    {
        // In the order of the key, so that its pages are filled one after the other.
        var rows = wanted.OrderBy(row => row.Key.Person, StringComparer.Ordinal).ThenBy(row => row.Key.Occasion).ToList();
        return
        [
            ("plan", review.Plan),
            ("review", review.Review),
            ("now", now),
            ("people", rows.ConvertAll(row => row.Key.Person)),
            ("occasions", rows.ConvertAll(row => row.Key.Occasion)),
            ("sections", rows.ConvertAll(row => row.Key.Section ?? "")),
            ("audiences", rows.ConvertAll(row => $"{row.Audience}")),
            ("deadlines", rows.ConvertAll(row => row.Deadline)),
            ("dueAt", rows.ConvertAll(row => row.DueAt.ToUniversalTime())),
            ("nextAt", rows.ConvertAll(row => row.NextAt.ToUniversalTime())),
            ("attempts", rows.ConvertAll(row => row.Attempts)),
        ];
    }

    public async Task<IReadOnlyList<(string Plan, string Review)>> Reviews() =>
        await sql.Query(connection, "plan/reviews", row => (row.GetString(0), row.GetString(1)), cancellation);

    /// <summary>Of people about whose reminders nothing changed, the turns may have gone wrong all the same.</summary>
    public async Task TouchWrongTurns() =>
        touched.UnionWith(await sql.Query(connection, "check/turns", row => row.GetString(0), cancellation));

    public async Task RefreshTurns()
    {
        if (touched.Count == 0) return;
        var people = touched.ToArray();
        await Execute("plan/lock_turns", ("people", people));
        await Execute("plan/turns", ("people", people));
    }

    public Task Advance(long position, DateOnly today, long people) => 
        Execute("plan/advance", ("position", position), ("today", today), ("people", people));

    private async Task Settle(List<SettledReminder> settled)
    {
        if (settled.Count == 0) return;
        touched.UnionWith(settled.Select(one => one.Key.Person));
        await Execute(
            "plan/settle",
            ("people", settled.ConvertAll(one => one.Key.Person)),
            ("plans", settled.ConvertAll(one => one.Plan)),
            ("reviews", settled.ConvertAll(one => one.Review)),
            ("occasions", settled.ConvertAll(one => one.Key.Occasion)),
            ("sections", settled.ConvertAll(one => one.Key.Section ?? "")),
            ("deadlines", settled.ConvertAll(one => one.Deadline)));
    }

    private async Task Execute(string file, params (string Name, object Value)[] values) =>
        await sql.Query(connection, file, _ => true, cancellation, values);

    /// <param name="Deadline">Null for whatever deadline.</param>
    private sealed record SettledReminder(string Plan, string Review, ReminderKey Key, DateOnly? Deadline);
}
