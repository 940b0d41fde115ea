using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>A person and what their section still has to report, or the section they answer for.</summary>
/// <param name="Missing">Codes of initiatives; empty when all is reported.</param>
public sealed record Addressee(string Person, Audience Audience, ValueList<string> Missing)
{
    /// <summary>What the person chose to go without. It counts as far as the policy lets people leave it.</summary>
    public ValueList<ReminderKind> Declined { get; init; } = [];

    /// <summary>所管課 whose own deadline this is about; null for the deadline of the whole review.</summary>
    public string? Section { get; init; }
}

/// <summary>A reminder that should leave now.</summary>
public sealed record DueReminder(ReminderKey Key, Audience Audience, DateOnly Deadline, ValueList<string> Missing);

/// <summary>A reminder that need not leave, and why.</summary>
public sealed record SkippedReminder(ReminderKey Key, DateOnly Deadline, SkipReason Reason);

/// <param name="Due">At most one a person and deadline.</param>
public sealed record ReminderTurn(ValueList<DueReminder> Due, ValueList<SkippedReminder> Skipped)
{
    public static ReminderTurn Nothing { get; } = new([], []);

    public bool IsEmpty => Due.Count == 0 && Skipped.Count == 0;
}

/// <summary>
/// Whose turn it is. Of the occasions that have come, only the last is worth a mail: after an outage nobody gets the whole series.
/// </summary>
public static class Reminding
{
    private static readonly TimeSpan ShortWhile = TimeSpan.FromMinutes(1);

    /// <summary>Tells cheaply whether there is anything to look into.</summary>
    public static bool AnyOccasionCame(Review review, ReminderPolicy policy, DateTimeOffset now) =>
        review.IsOpen(policy.DayAt(now)) && Instants(review, policy).Any(instant => instant <= now);

    /// <param name="addressees">A person is named once for each section they report for or answer for.</param>
    public static ReminderTurn Turn(
        Review review, ReminderPolicy policy, IEnumerable<Addressee> addressees, ReminderLedger ledger, DateTimeOffset now)
    {
        if (!review.IsOpen(policy.DayAt(now)) || policy.IsQuiet(policy.DayAt(now))) return ReminderTurn.Nothing;
        var instants = new OccasionInstants(review, policy);
        List<DueReminder> due = [];
        List<SkippedReminder> skipped = [];
        foreach (var person in addressees.GroupBy(addressee => (addressee.Person, addressee.Section)))
        {
            int[] mine = [.. person.SelectMany(part => policy.OffsetsFor(part.Audience)).Distinct().Order()];
            // What is late waits when the next occasion comes later today: nobody gets two mails in a day.
            if (mine.Any(offset => IsLaterToday(instants.Of(offset, person.Key.Section), policy, now))) continue;
            int[] came = [.. mine.Where(offset => instants.Of(offset, person.Key.Section) <= now)];
            foreach (var reminder in came.Select(offset => Reminder(person, offset, review, policy)))
            {
                if (ledger.IsSettled(reminder.Key, reminder.Deadline)) continue;
                if (reminder.Key.Occasion != came[^1]) skipped.Add(new(reminder.Key, reminder.Deadline, SkipReason.LaterOccasionCame));
                else if (reminder.Missing.Count == 0) skipped.Add(new(reminder.Key, reminder.Deadline, SkipReason.NothingMissing));
                else if (IsDeclined(person, reminder, policy)) skipped.Add(new(reminder.Key, reminder.Deadline, SkipReason.OptedOut));
                else if (IsTime(ledger, reminder, now)) due.Add(reminder);
            }
        }

        return new(due.ToValueList(), skipped.ToValueList());
    }

    /// <summary>
    /// As <see cref="Turn"/>, and what becomes of reminders that were planned, have come, and are nobody's turn any more.
    /// </summary>
    /// <param name="planned">With the deadline that they were planned for.</param>
    public static ReminderTurn TurnOf(
        IEnumerable<(ReminderKey Key, DateOnly Deadline)> planned,
        Review review, ReminderPolicy policy, IReadOnlyCollection<Addressee> addressees, ReminderLedger ledger, DateTimeOffset now)
    {
        var turn = Turn(review, policy, addressees, ledger, now);
        var concerned = addressees.ToLookup(addressee => addressee.Person, StringComparer.Ordinal);
        SkipReason? Reason(ReminderKey key)
        {
            if (review.IsClosed) return SkipReason.ReviewClosed;
            var parts = concerned[key.Person].Where(part => policy.OffsetsFor(part.Audience).Contains(key.Occasion)).ToList();
            if (parts.Count == 0) return SkipReason.NotConcerned;
            return parts.Any(part => part.Section == key.Section) ? null : SkipReason.DeadlineMoved;
        }

        var obsolete = planned
            .Where(reminder => !ledger.IsSettled(reminder.Key, reminder.Deadline))
            .Select(reminder => (reminder.Key, reminder.Deadline, Reason: Reason(reminder.Key)))
            .Where(reminder => reminder.Reason is not null)
            .Select(reminder => new SkippedReminder(reminder.Key, reminder.Deadline, reminder.Reason!.Value));
        return turn with { Skipped = turn.Skipped.Concat(obsolete).ToValueList() };
    }

    /// <summary>When to look again at what has come and is not due yet: at the next occasion of the same day, or after a quiet day.</summary>
    public static DateTimeOffset NextLook(Review review, ReminderPolicy policy, DateTimeOffset now)
    {
        if (policy.IsQuiet(policy.DayAt(now))) return policy.EndOf(policy.DayAt(now)).AddTicks(1);
        var later = Instants(review, policy).Where(instant => IsLaterToday(instant, policy, now)).Order().ToList();
        return later.Count > 0 ? later[0] : now + ShortWhile;
    }

    /// <summary>What would leave on a day, from what is known now. For a day to come, what should leave before it is taken as done.</summary>
    public static ReminderTurn Preview(
        Review review, ReminderPolicy policy, IEnumerable<Addressee> addressees, ReminderLedger ledger, DateOnly today, DateOnly day)
    {
        var turn = Turn(review, policy, addressees, ledger, policy.EndOf(day));
        if (day <= today) return turn;
        return new(
            turn.Due.Where(reminder => policy.DayOf(review, reminder.Key.Occasion, reminder.Key.Section) == day).ToValueList(),
            turn.Skipped.Where(reminder => policy.DayOf(review, reminder.Key.Occasion, reminder.Key.Section) == day).ToValueList());
    }

    /// <summary>All that a person hears of on an occasion: one mail, however many sections they have to do with.</summary>
    private static DueReminder Reminder(IGrouping<(string Person, string? Section), Addressee> person, int offset, Review review, ReminderPolicy policy)
    {
        var parts = person.Where(part => policy.OffsetsFor(part.Audience).Contains(offset)).ToList();
        var telling = parts.Where(part => part.Missing.Count > 0).DefaultIfEmpty(parts[0]);
        var missing = parts.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal).Order(CodeOrder.Instance);
        return new(
            new(person.Key.Person, offset, person.Key.Section), telling.Min(part => part.Audience), review.DeadlineOf(person.Key.Section),
            missing.ToValueList());
    }

    private static bool IsDeclined(IEnumerable<Addressee> person, DueReminder reminder, ReminderPolicy policy)
    {
        var kind = ReminderPolicy.KindOf(reminder.Key.Occasion, reminder.Audience);
        return policy.MayLeave.Contains(kind) && person.Any(part => part.Declined.Contains(kind));
    }

    private static IEnumerable<DateTimeOffset> Instants(Review review, ReminderPolicy policy) =>
        from section in review.SectionDeadlines.Keys.Prepend<string?>(null)
        from offset in policy.Offsets
        select policy.InstantOf(review, offset, section);

    private static bool IsLaterToday(DateTimeOffset instant, ReminderPolicy policy, DateTimeOffset now) =>
        instant > now && policy.DayAt(instant) == policy.DayAt(now);

    // A failure under an earlier deadline holds nothing up.
    private static bool IsTime(ReminderLedger ledger, DueReminder reminder, DateTimeOffset now) =>
        !(ledger.NextAttempt(reminder.Key, reminder.Deadline) > now);
}
