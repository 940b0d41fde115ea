using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>A reminder that is still to come.</summary>
/// <param name="DueAt">When its occasion comes.</param>
/// <param name="NextAt">When it is looked at: its occasion, or the next attempt after a failure.</param>
/// <param name="Attempts">How often it failed.</param>
public sealed record PlannedReminder(
    ReminderKey Key, Audience Audience, DateOnly Deadline, DateTimeOffset DueAt, DateTimeOffset NextAt, int Attempts);

/// <summary>
/// All that is to come of a review. Who has reported is planned for as well: whether a mail is needed is decided when its time
/// comes, and that none was is told then.
/// </summary>
public static class ReminderPlanning
{
    /// <param name="addressees">A person is named once for each section they report for or answer for.</param>
    public static IEnumerable<PlannedReminder> Of(
        Review review, ReminderPolicy policy, IEnumerable<Addressee> addressees, ReminderLedger ledger)
    {
        if (!review.IsScheduled || review.IsClosed) return [];
        var instants = new OccasionInstants(review, policy);
        return addressees
            .SelectMany(part => policy.OffsetsFor(part.Audience).Select(offset => (Key: new ReminderKey(part.Person, offset, part.Section), part.Audience)))
            .GroupBy(part => part.Key, part => part.Audience)
            .Select(reminder => (reminder.Key, Audience: reminder.Min(), Deadline: review.DeadlineOf(reminder.Key.Section)))
            .Where(reminder => !ledger.IsSettled(reminder.Key, reminder.Deadline))
            .Select(reminder => Planned(
                reminder.Key, reminder.Audience, reminder.Deadline, instants.Of(reminder.Key.Occasion, reminder.Key.Section), ledger));
    }

    private static PlannedReminder Planned(ReminderKey key, Audience audience, DateOnly deadline, DateTimeOffset dueAt, ReminderLedger ledger)
    {
        var next = ledger.NextAttempt(key, deadline) is { } attempt && attempt > dueAt ? attempt : dueAt;
        var attempts = ledger.Entries.GetValueOrDefault(key) is { } entry && entry.Deadline == deadline ? entry.Attempts : 0;
        return new(key, audience, deadline, dueAt, next, attempts);
    }
}
