using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Policies;

/// <summary>One change of the policy, as it is told.</summary>
/// <param name="Name">Of whoever made it.</param>
public sealed record PolicyChange(long Version, DateTimeOffset RecordedAt, string Name, ReminderPolicyEvent Event);

/// <param name="Version">To build a change on; 0 where nothing was ever set.</param>
/// <param name="Changes">The latest recorded first.</param>
public sealed record PolicyFacts(ReminderPolicyRegister Register, long Version, IReadOnlyList<PolicyChange> Changes);

/// <summary>Shows the reminder policy and how it came about, and changes it.</summary>
public sealed class PolicyDesk(
    IEventLog log, ICommandBus bus, ReminderPolicies policies, PeopleDirectory people, TrackerSettings settings, TimeProvider time)
{
    public DateOnly Today => settings.Today(time);

    public async Task<PolicyFacts> Read(CancellationToken cancellation = default)
    {
        var stored = await log.ReadStream(settings.Tenant, policies.Stream.Key, cancellation: cancellation);
        var events = stored.Select(EventTypes.FromStore).OfType<ReminderPolicyEvent>().ToArray();
        var names = await people.Names(events.Select(e => e.Provenance.By), cancellation);
        var changes = stored.Zip(events, (at, e) => new PolicyChange(at.Version, at.RecordedAt, names[e.Provenance.By], e));
        return new(policies.Stream.Fold(events), stored.Count == 0 ? 0 : stored[^1].Version, [.. changes.Reverse()]);
    }

    /// <param name="fields">The whole policy, a reason and an effectiveDate; see <see cref="PolicyFields"/>.</param>
    /// <param name="expected">The version that the sender saw; null where any will do.</param>
    public Task<Outcome> Change(string by, Fields fields, long? expected, CancellationToken cancellation = default)
    {
        var from = fields.Date("effectiveDate", Today);
        var command = new ChangeReminderPolicy(new(by, from), PolicyFields.Read(fields), fields.Text("reason"));
        return bus.Send(new Sent<ChangeReminderPolicy>(policies.Stream.Key, command, by, Today, expected, fields.Misread), policies.Stream, cancellation);
    }
}
