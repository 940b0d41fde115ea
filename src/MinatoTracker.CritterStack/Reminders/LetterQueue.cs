using Marten;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace MinatoTracker.CritterStack.Reminders;

/// <summary>
/// Hands people over with a message of Wolverine's: the claim and the message are one transaction, and the message stays in the durable
/// inbox until everybody is written to. If this process dies, another one gets it. The run waits, so that it hears of a mail server
/// that fails and never runs ahead of the letters.
/// </summary>
public sealed class LetterQueue(WolverineNode node, LettersAsked asked, ReminderClaims claims, TrackerSettings settings, TimeProvider time)
    : IReminderHandover
{
    public async Task<int?> Next(int people, RunTally run, CancellationToken cancellation)
    {
        var claim = $"message/{Guid.CreateVersion7():N}";
        var tried = asked.Expect(claim, run);
        try
        {
            if (!await Hand(claim, people, cancellation)) return null;
            return await tried.WaitAsync(settings.ReminderLease, time, cancellation);
        }
        catch (TimeoutException) when (!tried.IsCompleted)
        {
            // The queue stands still. What it holds is anybody's from here on.
            return people;
        }
        catch (Exception failure) when (Failures.MeansUnavailable(failure is MartenCommandException { InnerException: { } cause } ? cause : failure))
        {
            throw Failures.Unavailable(failure);
        }
        finally
        {
            asked.Forget(claim);
        }
    }

    private async Task<bool> Hand(string claim, int people, CancellationToken cancellation)
    {
        var host = await node.Running(cancellation);
        await using var session = host.Services.GetRequiredService<IDocumentStore>().LightweightSession(settings.Tenant);
        await session.BeginTransactionAsync(cancellation);
        var now = time.GetUtcNow();
        var claimed = await claims.ClaimFor(claim, session.Connection!, people, now, now + settings.ReminderLease, cancellation);
        if (claimed.Count == 0) return false;
        var outbox = new MartenOutbox(host.Services.GetRequiredService<IWolverineRuntime>(), session);
        await outbox.PublishAsync(new WriteTo(claim, [.. claimed]));
        await session.SaveChangesAsync(cancellation);
        return true;
    }
}
