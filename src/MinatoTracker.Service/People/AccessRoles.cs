using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>Who may do what: kept as events, because "who could approve on that day" is a question of the audit.</summary>
public sealed class AccessRoles(Tracker tracker, IEventLog log, PeopleDirectory people, TrackerSettings settings, TimeProvider time)
{
    private StreamOf<AccessRegister> Stream => Streams.Access(settings.Tenant);

    public async Task<ValueList<Role>> Of(string person, CancellationToken cancellation = default) =>
        (await Today(cancellation)).RolesOf(person, settings.Today(time));

    /// <summary>What is in force today: one query, whose cost does not grow with past changes.</summary>
    public async Task<AccessRegister> Today(CancellationToken cancellation = default) => Stream.Fold(
        (await log.ReadInForce(settings.Tenant, InForce.InScope(Stream.Scope!, settings.Today(time)), cancellation)).Select(EventTypes.FromStore));

    /// <param name="by">Id of the person who grants it.</param>
    /// <param name="from">The first day it counts; null for today.</param>
    public async Task<Decision> Grant(string by, string person, Role role, DateOnly? from = null, CancellationToken cancellation = default)
    {
        if (await people.Find(person, cancellation) is not { Active: true } found)
            return Decision.Refuse(new Refusal("person", RefusalCode.NotAChoice, person));
        if (role == Role.SectionChief && found.Section is null) return Decision.Refuse(new Refusal("section", RefusalCode.Required));
        var command = new GrantRole(Says(by, from), person, role);
        return (await tracker.Handle(Stream, by, state => Granting.Decide(command, state), cancellation: cancellation)).Decision;
    }

    /// <param name="by">Id of the person who revokes it.</param>
    /// <param name="from">The first day it does not count any more; null for today.</param>
    public async Task<Decision> Revoke(string by, string person, Role role, DateOnly? from = null, CancellationToken cancellation = default)
    {
        var command = new RevokeRole(Says(by, from), person, role);
        return (await tracker.Handle(Stream, by, state => Granting.Decide(command, state), cancellation: cancellation)).Decision;
    }

    private Provenance Says(string by, DateOnly? from) => new(by, from ?? settings.Today(time));
}
