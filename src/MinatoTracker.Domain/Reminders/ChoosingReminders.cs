namespace MinatoTracker.Domain.Reminders;

/// <param name="Without">All the kinds that the person goes without from now on, of those in <paramref name="MayLeave"/>.</param>
/// <param name="MayLeave">What the policy of that day lets people leave. What else a person chose while it did stays as it is.</param>
public sealed record ChooseReminders(Provenance Provenance, string Person, ValueList<ReminderKind> Without, ValueList<ReminderKind> MayLeave);

public static class ChoosingReminders
{
    public static Decision Decide(ChooseReminders command, ReminderChoices state)
    {
        var (provenance, person, without, mayLeave) = command;
        var checks = new Checks()
            .Require(person, "person", 100)
            .That(provenance.By == person, "person", RefusalCode.NotAllowed)
            .That(without.All(mayLeave.Contains), "without", RefusalCode.NotLeavable);
        if (checks.Failed) return checks.Refused;
        var declined = state.DeclinedBy(person, provenance.EffectiveDate);
        IEnumerable<IEvent> events = mayLeave.Where(kind => without.Contains(kind) != declined.Contains(kind)).Select(kind => without.Contains(kind)
            ? (IEvent)new RemindersDeclined(provenance, person, kind)
            : new RemindersResumed(provenance, person, kind));
        return new(events.ToValueList(), []);
    }
}
