using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders;

/// <summary>Someone who is reminded.</summary>
/// <param name="Address">Null where none is known; the reminder then fails visibly.</param>
/// <param name="Section">The section reported or answered for; null for all of them.</param>
public sealed record ReminderRecipient(string Person, string Name, string? Address, string? Section, Audience Audience = Audience.Section);

/// <summary>Who is to be reminded of what a section owes.</summary>
public interface IReminderRecipients
{
    /// <summary>A person may come up several times, once a section.</summary>
    Task<IReadOnlyList<ReminderRecipient>> Of(IReadOnlyCollection<string> sections, CancellationToken cancellation);
}

/// <summary>Everyone who works in a section is reminded of what it owes.</summary>
public sealed class SectionStaff(PeopleDirectory people) : IReminderRecipients
{
    public async Task<IReadOnlyList<ReminderRecipient>> Of(IReadOnlyCollection<string> sections, CancellationToken cancellation) =>
    [
        .. (await people.All(cancellation))
            .Where(person => person is { Active: true, Section: { } section } && sections.Contains(section))
            .Select(person => new ReminderRecipient(person.Id, person.Name, person.Email, person.Section)),
    ];
}
