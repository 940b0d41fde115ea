using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Mail;

/// <summary>A person or office with an address.</summary>
public sealed record Mailbox(string Name, string Address);

/// <param name="MediaType">With its parameters other than the charset.</param>
public sealed record MailAttachment(string FileName, string MediaType, string Text);

/// <summary>A mail before it is written down for the wire.</summary>
/// <param name="MessageId">Without angle brackets.</param>
public sealed record OutgoingMail(string MessageId, DateTimeOffset Date, Mailbox From, Mailbox To, string Subject, string Text, string Html)
{
    public Mailbox? ReplyTo { get; init; }

    /// <summary>An address that stops such mails when it is posted to (RFC 8058); null for mails that one can't leave.</summary>
    public string? Unsubscribe { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>Where mails go.</summary>
public interface IMailer
{
    /// <summary>Returns when the mail is taken.</summary>
    /// <exception cref="MailException">It was not taken.</exception>
    Task Send(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>A mail did not leave.</summary>
/// <param name="detail">What the server or the system said.</param>
/// <param name="isPermanent">The same again would fail again.</param>
public sealed class MailException(DeliveryFault fault, string? detail, bool isPermanent = false, Exception? inner = null)
    : Exception($"{fault}: {detail}", inner)
{
    public DeliveryFault Fault { get; } = fault;

    public string? Detail { get; } = detail;

    public bool IsPermanent { get; } = isPermanent;

    /// <summary>Every other mail would fail as well at this moment.</summary>
    public bool ConcernsTheServer => Fault is DeliveryFault.Unreachable or DeliveryFault.TimedOut or DeliveryFault.TlsRefused
        or DeliveryFault.SignInRefused or DeliveryFault.OutboxNotWritable;
}
