using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>A person and what their section still has to report, or the section they answer for.</summary>
/// <param name="Missing">Codes of initiatives; empty when all is reported.</param>
public sealed record Addressee(string Person, Audience Audience, ValueList<string> Missing)
{
    /// <summary>What the person chose to go without. It counts as far as the policy lets people leave it.</summary>
    public ValueList<ReminderKind> Declined { get; init; } = [];
}

/// <summary>A reminder that should leave now.</summary>
public sealed record DueReminder(ReminderKey Key, Audience Audience, DateOnly Deadline, ValueList<string> Missing);

/// <summary>A reminder that need not leave, and why.</summary>
public sealed record SkippedReminder(ReminderKey Key, DateOnly Deadline, SkipReason Reason);

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
    /// <summary>Tells cheaply whether there is anything to look into.</summary>
    public static bool AnyOccasionCame(Review review, ReminderPolicy policy, DateTimeOffset now) =>
        review.IsOpen(policy.DayAt(now)) && policy.Offsets.Any(offset => policy.InstantOf(review, offset) <= now);

    /// <param name="addressees">A person is named once for each section they report for or answer for.</param>
    public static ReminderTurn Turn(
        Review review, ReminderPolicy policy, IEnumerable<Addressee> addressees, ReminderLedger ledger, DateTimeOffset now)
    {
        if (!review.IsOpen(policy.DayAt(now)) || policy.IsQuiet(policy.DayAt(now))) return ReminderTurn.Nothing;
        var instants = policy.Offsets.ToDictionary(offset => offset, offset => policy.InstantOf(review, offset));
        List<DueReminder> due = [];
        List<SkippedReminder> skipped = [];
        foreach (var person in addressees.GroupBy(addressee => addressee.Person, StringComparer.Ordinal))
        {
            int[] mine = [.. person.SelectMany(part => policy.OffsetsFor(part.Audience)).Distinct().Order()];
            // What is late waits when the next occasion comes later today: nobody gets two mails in a day.
            if (mine.Any(offset => instants[offset] > now && policy.DayAt(instants[offset]) == policy.DayAt(now))) continue;
            int[] came = [.. mine.Where(offset => instants[offset] <= now)];
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

    /// <summary>What would leave on a day, from what is known now. For a day to come, what should leave before it is taken as done.</summary>
    public static ReminderTurn Preview(
        Review review, ReminderPolicy policy, IEnumerable<Addressee> addressees, ReminderLedger ledger, DateOnly today, DateOnly day)
    {
        var turn = Turn(review, policy, addressees, ledger, policy.EndOf(day));
        if (day <= today) return turn;
        return new(
            turn.Due.Where(reminder => policy.DayOf(review, reminder.Key.Occasion) == day).ToValueList(),
            turn.Skipped.Where(reminder => policy.DayOf(review, reminder.Key.Occasion) == day).ToValueList());
    }

    /// <summary>All that a person hears of on an occasion: one mail, however many sections they have to do with.</summary>
    private static DueReminder Reminder(IGrouping<string, Addressee> person, int offset, Review review, ReminderPolicy policy)
    {
        var parts = person.Where(part => policy.OffsetsFor(part.Audience).Contains(offset)).ToList();
        var telling = parts.Where(part => part.Missing.Count > 0).DefaultIfEmpty(parts[0]);
        var missing = parts.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal).Order(CodeOrder.Instance);
        return new(new(person.Key, offset), telling.Min(part => part.Audience), review.SubmissionDeadline, missing.ToValueList());
    }

    private static bool IsDeclined(IEnumerable<Addressee> person, DueReminder reminder, ReminderPolicy policy)
    {
        var kind = ReminderPolicy.KindOf(reminder.Key.Occasion, reminder.Audience);
        return policy.MayLeave.Contains(kind) && person.Any(part => part.Declined.Contains(kind));
    }

    // A failure under an earlier deadline holds nothing up.
    private static bool IsTime(ReminderLedger ledger, DueReminder reminder, DateTimeOffset now) =>
        ledger.Entries.GetValueOrDefault(reminder.Key) is not { NextAttempt: { } next } entry
        || entry.Deadline != reminder.Deadline
        || next <= now;
}
