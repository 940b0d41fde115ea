using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders;

/// <summary>Someone who is reminded.</summary>
/// <param name="Address">Null where none is known; the reminder then fails visibly.</param>
/// <param name="Section">The section reported or answered for; null for all of them.</param>
public sealed record ReminderRecipient(string Person, string Name, string? Address, string? Section, Audience Audience = Audience.Section)
{
    /// <summary>What the person goes without by their own choice.</summary>
    public ValueList<ReminderKind> Declined { get; init; } = [];
}

/// <summary>Who is to be reminded of what a section owes.</summary>
public interface IReminderRecipients
{
    /// <summary>A person may come up several times, once a section.</summary>
    /// <param name="among">Of these people only; null for everybody.</param>
    Task<IReadOnlyList<ReminderRecipient>> Of(
        IReadOnlyCollection<string> sections, IReadOnlyCollection<string>? among, CancellationToken cancellation);
}

/// <summary>
/// Everyone who works in a section is reminded of what it owes; its chief hears when it is late, and so does the planning section
/// of all sections. A chief who reports too hears as both.
/// </summary>
public sealed class SectionStaff(
    PeopleDirectory people, AccessRoles roles, ReminderPolicies policies, TrackerSettings settings, TimeProvider time) : IReminderRecipients
{
    public async Task<IReadOnlyList<ReminderRecipient>> Of(
        IReadOnlyCollection<string> sections, IReadOnlyCollection<string>? among, CancellationToken cancellation)
    {
        var (register, today) = (await roles.Today(cancellation), settings.Today(time));
        var rules = await policies.CurrentRules(cancellation);
        var asked = among is null ? await people.All(cancellation) : await people.These(among, cancellation);
        var active = asked.Where(person => person.Active);
        return
        [
            .. active.SelectMany(person => Parts(person, register.RolesOf(person.Id, today), sections)
                .Select(part => part with { Declined = rules.DeclinedBy(person.Id) })),
        ];
    }

    /// <summary>As whom a person hears of what is late, whatever the plan: an office's section has something to report in every plan.</summary>
    public static IReadOnlyCollection<Audience> AudiencesOf(Person person, ValueList<Role> has)
    {
        var (works, isChief) = (person.Section is not null, has.Contains(Role.SectionChief));
        List<Audience> audiences = [];
        if (works && (!isChief || has.Contains(Role.Reporter))) audiences.Add(Audience.Section);
        if (works && isChief) audiences.Add(Audience.Chief);
        if (has.Contains(Role.Planner)) audiences.Add(Audience.Planning);
        return audiences;
    }

    private static IEnumerable<ReminderRecipient> Parts(Person person, ValueList<Role> has, IReadOnlyCollection<string> sections) =>
        from audience in AudiencesOf(person, has)
        let section = audience is Audience.Planning ? null : person.Section
        where section is null || sections.Contains(section)
        select new ReminderRecipient(person.Id, person.Name, person.Email, section, audience);
}
