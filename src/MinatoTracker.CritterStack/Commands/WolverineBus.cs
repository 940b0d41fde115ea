using JasperFx;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using Wolverine;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Carries commands to their Wolverine handlers, and answers as the default edition's bus does.</summary>
public sealed class WolverineBus(WolverineNode node, Tracker tracker, EventLogDatabase database, TimeProvider time) : Service.Commands.ICommandBus
{
    private readonly CommitNotifier notifier = new(database.Writer, time);

    public async Task<Outcome> Send<TCommand, TState>(Sent<TCommand> message, StreamOf<TState> to, CancellationToken cancellation = default)
        where TCommand : notnull
    {
        try
        {
            var answer = await Invoke(message, cancellation);
            if (answer.Events is not [var first, ..]) return new(answer.Decision, answer.Version);
            notifier.Committed(tracker.Tenant);
            return new(answer.Decision, answer.Version, first.Timestamp);
        }
        catch (Exception failure) when (failure is ConcurrencyException or ExistingStreamIdCollisionException)
        {
            throw new ConcurrencyConflictException(message.Stream, message.Expected, (await tracker.Load(to, cancellation)).Version);
        }
        catch (Exception failure) when (Failures.MeansUnavailable(failure is MartenCommandException { InnerException: { } cause } ? cause : failure))
        {
            throw Failures.Unavailable(failure);
        }
    }

    private async Task<Answer> Invoke(object message, CancellationToken cancellation)
    {
        var host = await node.Running(cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync<Answer>(tracker.Tenant, message, cancellation);
    }
}
