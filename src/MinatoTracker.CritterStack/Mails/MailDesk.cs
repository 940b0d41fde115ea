using System.Collections.Concurrent;
using MinatoTracker.Service.Jobs.Letters;

namespace MinatoTracker.CritterStack.Mails;

/// <summary>
/// Where a job's mails arrive as messages, in the process that left them or in one that got them when that died. The writer finds whom
/// it wrote to already; whom it does not reach the job finds when it comes again.
/// </summary>
public sealed class MailDesk<TMails>(IMailHandover<TMails> writer)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<int>> waiting = new();

    /// <returns>To how many people the mail did not leave, when the message is through.</returns>
    public Task<int> Expect(Guid asking) => (waiting[asking] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid asking) => waiting.TryRemove(asking, out _);

    public async Task Write(MailsAsked<TMails> message, CancellationToken cancellation)
    {
        var job = waiting.GetValueOrDefault(message.Asking);
        try
        {
            var failed = await writer.Write(message.Mails, cancellation);
            job?.TrySetResult(failed);
        }
        catch (Exception failure)
        {
            job?.TrySetException(failure);
            throw;
        }
    }
}
