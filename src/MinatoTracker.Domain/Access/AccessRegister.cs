using System.Collections.Immutable;

namespace MinatoTracker.Domain.Access;

/// <summary>
/// Who has which role on which day. Keeps the days, because staff change posts on a day that is known before:
/// what is recorded in March for 1 April must not count in March.
/// </summary>
public sealed record AccessRegister
{
    public static AccessRegister Empty { get; } = new();

    private ImmutableDictionary<(string Person, Role Role), ImmutableSortedDictionary<DateOnly, bool>> Changes { get; init; } =
        ImmutableDictionary<(string, Role), ImmutableSortedDictionary<DateOnly, bool>>.Empty;

    public bool Has(string person, Role role, DateOnly day) =>
        Changes.TryGetValue((person, role), out var changes) && StandsOn(changes, day);

    public ValueList<Role> RolesOf(string person, DateOnly day) =>
        Enum.GetValues<Role>().Where(role => Has(person, role, day)).ToValueList();

    public ValueList<string> With(Role role, DateOnly day) => Changes
        .Where(entry => entry.Key.Role == role && StandsOn(entry.Value, day))
        .Select(entry => entry.Key.Person)
        .Order(StringComparer.Ordinal)
        .ToValueList();

    public static AccessRegister Fold(IEnumerable<IEvent> events) => events.Aggregate(Empty, Evolve);

    public static AccessRegister Evolve(AccessRegister state, IEvent @event) => @event switch
    {
        RoleGranted e => state.From(e.Provenance.EffectiveDate, e.Person, e.Role, granted: true),
        RoleRevoked e => state.From(e.Provenance.EffectiveDate, e.Person, e.Role, granted: false),
        _ => state,
    };

    private AccessRegister From(DateOnly day, string person, Role role, bool granted)
    {
        var changes = Changes.GetValueOrDefault((person, role), ImmutableSortedDictionary<DateOnly, bool>.Empty);
        return this with { Changes = Changes.SetItem((person, role), changes.SetItem(day, granted)) };
    }

    private static bool StandsOn(ImmutableSortedDictionary<DateOnly, bool> changes, DateOnly day) =>
        changes.LastOrDefault(change => change.Key <= day).Value;
}

/// <summary>Which slot of the register an event fills; see <see cref="Initiatives.InitiativeSlots"/>.</summary>
public static class AccessSlots
{
    public static ValueList<string> Of(AccessEvent @event) => @event switch
    {
        RoleGranted e => [Slot(e.Person, e.Role)],
        RoleRevoked e => [Slot(e.Person, e.Role)],
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event.GetType().Name, "An event without a slot has no history."),
    };

    private static string Slot(string person, Role role) => $"role:{role}:{person}";
}
