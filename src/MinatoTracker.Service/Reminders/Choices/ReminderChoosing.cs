using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders.Choices;

/// <summary>What a person goes without, and what they may.</summary>
/// <param name="MayLeave">By the policy of today.</param>
public sealed record PersonalChoice(ValueList<ReminderKind> MayLeave, ValueList<ReminderKind> Without);

/// <summary>People choose for themselves, signed in or by a link from a mail.</summary>
public sealed class ReminderChoosing(ICommandBus bus, ReminderPolicies policies, TrackerSettings settings, TimeProvider time)
{
    public async Task<PersonalChoice> Of(string person, CancellationToken cancellation = default)
    {
        var rules = await policies.CurrentRules(cancellation);
        return new(rules.Policy.MayLeave, rules.DeclinedBy(person).Where(rules.Policy.MayLeave.Contains).ToValueList());
    }

    /// <param name="without">All that the person goes without from now on.</param>
    public async Task<Outcome> Choose(string person, ValueList<ReminderKind> without, CancellationToken cancellation = default)
    {
        var policy = await policies.Current(cancellation);
        var (stream, today) = (Streams.ReminderChoices(settings.Tenant), settings.Today(time));
        var command = new ChooseReminders(new(person, today), person, without, policy.MayLeave);
        return await bus.Send(new Sent<ChooseReminders>(stream.Key, command, person, today), stream, cancellation);
    }

    /// <summary>Adds to what the person goes without. What the policy does not let people leave any more is left out.</summary>
    public async Task<Outcome> Stop(StopRequest request, CancellationToken cancellation = default)
    {
        var choice = await Of(request.Person, cancellation);
        var stopped = request.Kinds.Where(choice.MayLeave.Contains);
        return await Choose(request.Person, choice.Without.Union(stopped).ToValueList(), cancellation);
    }
}
