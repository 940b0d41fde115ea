using JasperFx;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using Npgsql;
using Wolverine;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Carries commands to their Wolverine handlers, and answers as the default edition's bus does.</summary>
public sealed class WolverineBus(WolverineNode node, Tracker tracker, EventLogDatabase database, TimeProvider time)
    : Service.Commands.ICommandBus, IDisposable
{
    /// <summary>
    /// How many commands are at work. Each keeps a connection, and the office's lock lets through one at a time: more would only
    /// take connections from those who read.
    /// </summary>
    private const int AtOnce = 8;

    private readonly CommitNotifier notifier = new(database.Writer, time);
    private readonly SemaphoreSlim places = new(AtOnce);
    private long lost = long.MinValue;

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
        catch (Exception failure) when (AsTheLogTellsIt(Cause(failure)) is { } told)
        {
            throw told;
        }
    }

    public void Dispose() => places.Dispose();

    /// <summary>Marten and Wolverine wrap what PostgreSQL says; its SQLSTATE tells what it means.</summary>
    private static Exception Cause(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is NpgsqlException) return cause;
        return failure;
    }

    private static Exception? AsTheLogTellsIt(Exception failure) => failure switch
    {
        PostgresException unfit when Failures.MeansUnfit(unfit) => new UnfitEventException(unfit.MessageText, unfit),
        _ when Failures.MeansTryAgain(failure) || Failures.MeansUnavailable(failure) => Failures.Unavailable(failure),
        _ => null,
    };

    private async Task<Answer> Invoke(object message, CancellationToken cancellation)
    {
        var host = await node.Running(cancellation);
        var began = time.GetTimestamp();
        await places.WaitAsync(cancellation);
        try
        {
            // Were each to find out by itself, the last of many would be told after minutes.
            if (Interlocked.Read(ref lost) > began) throw new TimeoutException("The database was lost while the command waited for its turn.");
            return await Invoke(host, message, cancellation);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<Answer> Invoke(IHost host, object message, CancellationToken cancellation)
    {
        try
        {
            await using var scope = host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync<Answer>(tracker.Tenant, message, cancellation);
        }
        catch (Exception failure) when (Failures.MeansUnavailable(Cause(failure)))
        {
            Interlocked.Exchange(ref lost, time.GetTimestamp());
            throw;
        }
    }
}
