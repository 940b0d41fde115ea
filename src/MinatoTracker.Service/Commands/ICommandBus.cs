using MinatoTracker.Domain;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Commands;

/// <summary>
/// Brings a command to its decision and what that says into the log. Which decision that is follows from the command's type
/// (<see cref="Decisions"/>), so that whoever carries commands needs to know nothing else of them.
/// </summary>
public interface ICommandBus
{
    /// <summary>
    /// Answers when the result is recorded. When someone else got in between and the sender named no version, the decision is made
    /// anew on what stands now.
    /// </summary>
    /// <exception cref="ConcurrencyConflictException">The stream is not at the version that the sender saw.</exception>
    /// <exception cref="EventLogUnavailableException">The database does not answer. Sending the same again later is safe.</exception>
    Task<Outcome> Send<TCommand, TState>(Sent<TCommand> message, StreamOf<TState> to, CancellationToken cancellation = default)
        where TCommand : notnull;
}

/// <summary>A command on its way.</summary>
/// <param name="Stream">Key of the stream that it is about.</param>
/// <param name="By">Id of the person who sends it.</param>
/// <param name="Today">The office's day when it was sent.</param>
/// <param name="Expected">The version that the sender saw; null where any will do.</param>
/// <param name="Misread">What could not be read of the sender's input. With any of it nothing is recorded, and the answer names it beside what the decision finds.</param>
public sealed record Sent<TCommand>(
    string Stream, TCommand Command, string By, DateOnly Today, long? Expected = null, ValueList<Refusal>? Misread = null)
    where TCommand : notnull;

/// <summary>Carries commands within this process, straight to the log.</summary>
public sealed class InProcessBus(Tracker tracker) : ICommandBus
{
    public Task<Outcome> Send<TCommand, TState>(Sent<TCommand> message, StreamOf<TState> to, CancellationToken cancellation = default)
        where TCommand : notnull =>
        tracker.Handle(to, message.By, state => Decisions.Decide(message, state), message.Expected, cancellation);
}
