using System.Collections.Immutable;

namespace MinatoTracker.Domain.Reminders;

/// <summary>Who goes without which reminders, on which day.</summary>
public sealed record ReminderChoices
{
    public static ReminderChoices Empty { get; } = new();

    private ImmutableDictionary<(string Person, ReminderKind Kind), Dated<bool>> Declined { get; init; } =
        ImmutableDictionary<(string, ReminderKind), Dated<bool>>.Empty;

    public ValueList<ReminderKind> DeclinedBy(string person, DateOnly day) => Enum.GetValues<ReminderKind>()
        .Where(kind => Declined.TryGetValue((person, kind), out var declined) && ((Dated<bool>?)declined).On(day)?.Value is true)
        .ToValueList();

    public static ReminderChoices Fold(IEnumerable<IEvent> events) => events.Aggregate(Empty, Evolve);

    public static ReminderChoices Evolve(ReminderChoices state, IEvent @event) => @event switch
    {
        RemindersDeclined e => state.With(e, declined: true),
        RemindersResumed e => state.With(e, declined: false),
        _ => state,
    };

    private ReminderChoices With(ReminderChoiceEvent e, bool declined)
    {
        var key = (e.Person, e.Kind);
        var before = Declined.TryGetValue(key, out var standing) ? standing : (Dated<bool>?)null;
        return this with { Declined = Declined.SetItem(key, before.Then(declined, e.Provenance.EffectiveDate)) };
    }
}
