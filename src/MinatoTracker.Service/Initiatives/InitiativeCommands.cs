using MinatoTracker.Domain;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Initiatives;

/// <summary>Where a command is addressed to, who sends it, and on which version it builds.</summary>
/// <param name="Expected">The version that the sender saw; null where any will do.</param>
/// <param name="Misread">What could not be read of the sender's input. With any of it nothing is recorded, and the answer names it beside what the decision finds.</param>
public sealed record Addressed(string Plan, string Code, string By, long? Expected = null, ValueList<Refusal>? Misread = null);

/// <summary>Sends commands about an initiative.</summary>
public sealed class InitiativeCommands(ICommandBus bus, TrackerSettings settings, TimeProvider time)
{
    public DateOnly Today => settings.Today(time);

    public Task<Outcome> Send<TCommand>(Addressed to, TCommand command, CancellationToken cancellation = default)
        where TCommand : notnull
    {
        var stream = Streams.Initiative(to.Plan, to.Code);
        return bus.Send(new Sent<TCommand>(stream.Key, command, to.By, Today, to.Expected, to.Misread), stream, cancellation);
    }
}
