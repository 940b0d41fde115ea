using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using Wolverine;

namespace MinatoTracker.CritterStack.Mails;

/// <summary>
/// Hands a job's mails over with a message of Wolverine's, which stays in the durable inbox until they are written. If this process dies,
/// another one gets it, and not only when the job comes again. The job waits, so that it can tell what became of them.
/// </summary>
public sealed class MailQueue<TMails>(WolverineNode node, MailDesk<TMails> desk, TrackerSettings settings, TimeProvider time) : IMailHandover<TMails>
{
    public async Task<int> Write(TMails mails, CancellationToken cancellation)
    {
        var asking = Guid.CreateVersion7();
        var written = desk.Expect(asking);
        try
        {
            await Hand(new(asking, mails), cancellation);
            return await Through(written, cancellation);
        }
        catch (Exception failure) when (Failures.MeansUnavailable(failure))
        {
            throw Failures.Unavailable(failure);
        }
        finally
        {
            desk.Forget(asking);
        }
    }

    private async Task<int> Through(Task<int> written, CancellationToken cancellation)
    {
        if (await Task.WhenAny(written, Task.Delay(settings.ReminderLease, time, cancellation)) == written) return await written;
        cancellation.ThrowIfCancellationRequested();
        throw new InvalidOperationException("The durable queue has not come to these mails yet. They leave when it does.");
    }

    private async Task Hand(MailsAsked<TMails> message, CancellationToken cancellation)
    {
        var host = await node.Running(cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }
}
