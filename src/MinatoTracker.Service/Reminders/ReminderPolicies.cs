using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>How the office reminds on a day: its policy, and what its people chose for themselves.</summary>
public sealed record ReminderRules(DateOnly Day, ReminderPolicy Policy, ReminderChoices Choices)
{
    public ValueList<ReminderKind> DeclinedBy(string person) => Choices.DeclinedBy(person, Day);
}

/// <summary>The office's reminder policy. Kept in memory until the log moves on, which one small query tells.</summary>
public sealed class ReminderPolicies(IEventLog log, TrackerSettings settings, TimeProvider time)
{
    private Kept? kept;

    /// <summary>What holds where the office set nothing.</summary>
    public PolicySettings Standard { get; } = PolicySettings.Standard with { Zone = settings.Zone.Id };

    public StreamOf<ReminderPolicyRegister> Stream => Streams.ReminderPolicy(settings.Tenant, Standard);

    public async Task<ReminderPolicy> Current(CancellationToken cancellation = default) =>
        (await Rules(settings.Today(time), cancellation)).Policy;

    public Task<ReminderRules> CurrentRules(CancellationToken cancellation = default) => Rules(settings.Today(time), cancellation);

    /// <summary>What holds on a day, by all that is recorded so far.</summary>
    public async Task<ReminderRules> Rules(DateOnly day, CancellationToken cancellation = default)
    {
        var known = kept is { } standing && standing.Rules.Day == day ? standing : null;
        var query = InForce.InScope(Streams.ReminderScope(settings.Tenant), day);
        var (position, inForce) = await log.ReadInForceSince(settings.Tenant, query, known?.Position ?? -1, cancellation);
        if (inForce is null) return known!.Rules;
        var events = inForce.Select(EventTypes.FromStore).ToArray();
        var rules = new ReminderRules(day, Stream.Fold(events).On(day).ToPolicy(), ReminderChoices.Fold(events));
        kept = new(position, rules);
        return rules;
    }

    private sealed record Kept(long Position, ReminderRules Rules);
}
