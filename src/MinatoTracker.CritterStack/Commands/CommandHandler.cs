using JasperFx.Events;
using Marten;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.Domain;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Commands;
using Wolverine.Marten;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>
/// Wolverine's handler of a command: the domain's decision about it, on the stream that Wolverine fetches for writing before and
/// saves afterwards. There is one for every decision of the domain.
/// </summary>
public sealed class CommandHandler<TCommand, TState>(StateFolds folds)
    where TCommand : notnull
    where TState : notnull
{
    public Answer Handle(
        Sent<TCommand> message,
        [WriteAggregate(nameof(Sent<>.Stream), Required = false)] IEventStream<Folded<TState>> stream,
        IDocumentSession session)
    {
        var version = stream.CurrentVersion ?? 0;
        if (message.Expected is { } seen && seen != version) throw new ConcurrencyConflictException(message.Stream, seen, version);
        var decision = Decisions.Decide(message, stream.Aggregate is { } folded ? folded.State : folds.Initial<TState>());
        stream.AppendMany(decision.Events);
        WriteAsTheOtherEdition(session, message.By);
        return new(decision, version + decision.Events.Count, stream.Events);
    }

    // Not under the ids of the message that happened to carry the command, nor under the name of Marten's aggregate:
    // whoever opens the log with the other edition finds its own rows.
    private static void WriteAsTheOtherEdition(IDocumentSession session, string by)
    {
        session.LastModifiedBy = by;
        session.CorrelationId = null;
        session.CausationId = null;
        foreach (var stream in session.PendingChanges.Streams()) stream.AggregateType = null;
    }
}

/// <summary>What a handler found.</summary>
/// <param name="Version">The stream's, once it is saved.</param>
/// <param name="Events">As they are saved; they have their time when that is done.</param>
public sealed record Answer(Decision Decision, long Version, IReadOnlyList<JasperFx.Events.IEvent> Events);
