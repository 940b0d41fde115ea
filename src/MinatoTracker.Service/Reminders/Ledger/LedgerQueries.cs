using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>
/// Answers for any person and any day what was sent, what was not, and why. Read from the log itself, one small stream a review,
/// so that there is nothing that could lag behind or be lost.
/// </summary>
public sealed class LedgerQueries(
    IEventLog log, PlanQueries plans, ReviewScenes scenes, ReminderPolicies policies, PeopleDirectory people, AccessRoles roles, TrackerSettings settings, TimeProvider time)
{
    public DateOnly Today => settings.Today(time);

    public async Task<LedgerAnswer> Ask(LedgerQuery query, CancellationToken cancellation = default)
    {
        var register = await roles.Today(cancellation);
        var everybody = await people.All(cancellation);
        var histories = await Histories(query, cancellation);
        var rows = await Rows(histories, everybody.ToDictionary(person => person.Id, StringComparer.Ordinal), cancellation);
        var asked = everybody.Where(person => query.Person is null || person.Id == query.Person || person.SignInName == query.Person)
            .Where(person => query.Section is null || person.Section == query.Section).ToList();
        var policy = (await policies.Rules(query.On ?? Today, cancellation)).Policy;

        var found = rows
            .Where(row => query.Person is null || row.Reminder.Person == query.Person || asked.Any(person => person.Id == row.Reminder.Person))
            .Where(row => query.Section is null || row.Section == query.Section)
            .Where(row => query.On is null || policy.DayAt(row.Reminder.At) == query.On)
            .ToList();
        var shown = found.Where(row => query.Status is null || row.Reminder.Status == query.Status)
            .OrderByDescending(row => row.Reminder.At).ThenBy(row => row.Reminder.Name, StringComparer.Ordinal).ThenBy(row => row.Reminder.Occasion).ToList();
        var pages = Math.Max(1, (shown.Count + LedgerQuery.PageSize - 1) / LedgerQuery.PageSize);
        var page = Math.Min(query.Page, pages);
        IReadOnlyList<LedgerRow> onPage = [.. shown.Skip((page - 1) * LedgerQuery.PageSize).Take(LedgerQuery.PageSize)];
        if (query.On is not { } day) return new(onPage, shown.Count, page, pages, null, []);

        var then = new ThatDay(day, policy, await Reviewed(histories, policy.EndOf(day), day, cancellation), rows);
        var silent = asked.Where(person => (person.Active || query.Person is not null) && found.All(row => row.Reminder.Person != person.Id))
            .Select(person => then.Why(person, SectionStaff.AudiencesOf(person, register.RolesOf(person.Id, day))));
        return new(onPage, shown.Count, page, pages, found.Count > 0 ? null : then.Why(), [.. silent]);
    }

    /// <param name="person">Id or sign-in name.</param>
    public async Task<bool> Knows(string person, CancellationToken cancellation = default) =>
        (await people.All(cancellation)).Any(known => known.Id == person || known.SignInName == person);

    /// <summary>All that is recorded and to come for a person.</summary>
    public async Task<IReadOnlyList<LedgerRow>> Of(string person, CancellationToken cancellation = default)
    {
        var everybody = (await people.All(cancellation)).ToDictionary(someone => someone.Id, StringComparer.Ordinal);
        return [.. (await Rows(await Histories(new(), cancellation), everybody, cancellation)).Where(row => row.Reminder.Person == person)];
    }

    /// <summary>Every review there is, as plan and key, the latest scheduled first.</summary>
    public async Task<IReadOnlyList<(string Plan, string Review)>> Reviews(CancellationToken cancellation = default) =>
    [
        .. (await log.ReadInForce(settings.Tenant, InForce.InSlot(ReviewSlots.Schedule, DateOnly.MaxValue), cancellation))
            .Select(stored => Streams.ReviewOf(stored.Stream)).Reverse(),
    ];

    /// <summary>The reviews as they stood when a day ended, each with the sections that its plan has something to report for.</summary>
    private async Task<IReadOnlyList<(Review Review, IReadOnlySet<string> Sections)>> Reviewed(
        IReadOnlyList<History> histories, DateTimeOffset end, DateOnly day, CancellationToken cancellation)
    {
        List<(Review, IReadOnlySet<string>)> reviewed = [];
        foreach (var history in histories)
        {
            var review = history.AsKnown(end);
            var plan = review.IsOpen(day) ? await plans.Plan(history.Plan, new(day), cancellation) : null;
            var rows = plan?.AllInitiatives().Where(row => row is { RepeatedFrom: null, Withdrawn: null }) ?? [];
            reviewed.Add((review, rows.Select(row => row.OwningSection).OfType<string>().ToHashSet(StringComparer.Ordinal)));
        }

        return reviewed;
    }

    private async Task<IReadOnlyList<History>> Histories(LedgerQuery query, CancellationToken cancellation)
    {
        List<History> histories = [];
        foreach (var (plan, review) in (await Reviews(cancellation)).Where(key => (query.Plan ?? key.Plan) == key.Plan && (query.Review ?? key.Review) == key.Review))
        {
            histories.Add(new(
                plan, review,
                await log.ReadStream(settings.Tenant, Streams.Review(plan, review).Key, cancellation: cancellation),
                await log.ReadStream(settings.Tenant, Streams.Reminders(plan, review).Key, cancellation: cancellation)));
        }

        return histories;
    }

    private async Task<IReadOnlyList<LedgerRow>> Rows(
        IReadOnlyList<History> histories, Dictionary<string, Person> byId, CancellationToken cancellation)
    {
        var (policy, now) = (await policies.Current(cancellation), time.GetUtcNow());
        List<LedgerRow> rows = [];
        LedgerRow Row(History history, Audience? audience, ReminderRow row) =>
            new(history.Plan, history.Review, byId.GetValueOrDefault(row.Person)?.Section, audience, row);
        foreach (var history in histories)
        {
            var happened = history.Happened.ToList();
            var last = happened.GroupBy(ReminderKey.Of).ToDictionary(events => events.Key, events => events.Last());
            rows.AddRange(happened.Select(e => Row(history, AudienceOf(e), RowOf(e, byId.GetValueOrDefault(e.Person)?.Name ?? e.Person)) with
            {
                MayBeResent = e is ReminderFailed { NextAttempt: null } && last[ReminderKey.Of(e)] == e,
            }));
            if (history.AsKnown(now).IsClosed || await scenes.Find(history.Plan, history.Review, Today, cancellation) is not { } scene) continue;
            rows.AddRange(RemindersView.Of(scene, policy, now).Reminders
                .Where(row => row.Status is ReminderRowStatus.Upcoming or ReminderRowStatus.Due).Select(row => Row(history, null, row)));
        }

        return rows;
    }

    // Each event by itself: the ledger of one event is what it says.
    private static ReminderRow RowOf(ReminderEvent e, string name) =>
        ReminderRow.Of(ReminderLedger.Evolve(ReminderLedger.Empty, e).Entries.Values.Single(), name);

    private static Audience? AudienceOf(ReminderEvent e) => e switch
    {
        ReminderSent => Audience.Section,
        ReminderEscalated escalated => escalated.To,
        _ => null,
    };

    /// <summary>All that is recorded of a review and its reminders.</summary>
    private sealed record History(string Plan, string Review, IReadOnlyList<StoredEvent> Events, IReadOnlyList<StoredEvent> Reminders)
    {
        public IEnumerable<ReminderEvent> Happened => Reminders.Select(EventTypes.FromStore).OfType<ReminderEvent>();

        public Review AsKnown(DateTimeOffset moment) =>
            Domain.Reviews.Review.Fold(Events.Where(stored => stored.RecordedAt <= moment).Select(EventTypes.FromStore));
    }
}
