namespace MinatoTracker.Domain.Reminders;

// Stream reminder-choices/{tenant}. Names are storage formats, as in InitiativeEvents.

/// <summary>What a person chose for themselves.</summary>
/// <param name="Person">Opaque id.</param>
public abstract record ReminderChoiceEvent(Provenance Provenance, string Person, ReminderKind Kind) : IEvent;

/// <summary>A person goes without reminders of a kind from that day on.</summary>
public sealed record RemindersDeclined(Provenance Provenance, string Person, ReminderKind Kind) : ReminderChoiceEvent(Provenance, Person, Kind);

/// <summary>… and wants them again.</summary>
public sealed record RemindersResumed(Provenance Provenance, string Person, ReminderKind Kind) : ReminderChoiceEvent(Provenance, Person, Kind);

/// <summary>Which slot of the choices' stream an event fills; see <see cref="Initiatives.InitiativeSlots"/>.</summary>
public static class ReminderChoiceSlots
{
    public static ValueList<string> Of(ReminderChoiceEvent @event) => [$"choice:{@event.Kind}:{@event.Person}"];
}
