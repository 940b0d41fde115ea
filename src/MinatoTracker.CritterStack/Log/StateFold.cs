using JasperFx.Events;
using Marten.Events.Aggregation;

namespace MinatoTracker.CritterStack.Log;

/// <summary>A stream's state as Marten aggregates it: <c>AggregateStreamAsync</c>, <c>FetchForWriting</c>. Null where there is no such stream.</summary>
/// <param name="Id">The stream's key. Marten wants every aggregate to have one, the domain's states need none.</param>
public sealed record Folded<TState>(string Id, TState State);

/// <summary>Marten's live aggregation of a stream is the domain's own fold.</summary>
internal sealed class StateFold<TState>(TState initial, Func<TState, Domain.IEvent, TState> evolve) : SingleStreamProjection<Folded<TState>, string>
    where TState : notnull
{
    public override Folded<TState>? Evolve(Folded<TState>? snapshot, string id, IEvent e)
    {
        var before = snapshot ?? new(e.StreamKey!, initial);
        return e.Data is Domain.IEvent said ? before with { State = evolve(before.State, said) } : before;
    }
}
