using MinatoTracker.Service.Jobs.Alert;
using MinatoTracker.Service.Jobs.Summary;

namespace MinatoTracker.CritterStack.Mails;

/// <summary>Mails of a job that are to be written.</summary>
/// <param name="Asking">By whom: by this the job that waits for them is found.</param>
public sealed record MailsAsked<TMails>(Guid Asking, TMails Mails);

/// <summary>Takes them out of the durable queue.</summary>
public static class MailsAskedHandler
{
    public static Task Handle(MailsAsked<SummaryTo> message, MailDesk<SummaryTo> desk, CancellationToken cancellation) => desk.Write(message, cancellation);

    public static Task Handle(MailsAsked<AlertTo> message, MailDesk<AlertTo> desk, CancellationToken cancellation) => desk.Write(message, cancellation);
}
