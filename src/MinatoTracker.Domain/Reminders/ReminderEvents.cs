namespace MinatoTracker.Domain.Reminders;

// Stream reminders/{plan}/{review}. Names are storage formats, as in InitiativeEvents.

/// <param name="Person">Opaque id of who is reminded.</param>
/// <param name="Occasion">Business days from the deadline, negative before it. With plan, review, person and section: the reminder's identity.</param>
/// <param name="Deadline">The deadline that stood then; a later move makes what was not sent due anew.</param>
/// <param name="At">When it happened.</param>
public abstract record ReminderEvent(Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At) : IEvent
{
    /// <summary>所管課 whose own deadline it is about; null for the deadline of the whole review.</summary>
    public string? Section { get; init; }
}

/// <param name="Initiatives">Codes of what was still missing.</param>
/// <param name="MessageId">Of the mail; a resend after a crash carries the same.</param>
public sealed record ReminderSent(
    Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At,
    ValueList<string> Initiatives, string MessageId) : ReminderEvent(Provenance, Person, Occasion, Deadline, At);

/// <summary>A reminder went past the owning section to those who answer for it.</summary>
public sealed record ReminderEscalated(
    Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At,
    ValueList<string> Initiatives, string MessageId, Audience To) : ReminderEvent(Provenance, Person, Occasion, Deadline, At);

public sealed record ReminderSkipped(
    Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At, SkipReason Reason)
    : ReminderEvent(Provenance, Person, Occasion, Deadline, At);

/// <param name="Attempt">1 for the first.</param>
/// <param name="Detail">What the mail server said.</param>
/// <param name="NextAttempt">Null when it is given up.</param>
public sealed record ReminderFailed(
    Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At,
    int Attempt, DeliveryFault Fault, string? Detail, DateTimeOffset? NextAttempt)
    : ReminderEvent(Provenance, Person, Occasion, Deadline, At);

/// <summary>A reminder that was given up is due again: somebody mended what had stood in its way.</summary>
public sealed record ReminderRequeued(
    Provenance Provenance, string Person, int Occasion, DateOnly Deadline, DateTimeOffset At)
    : ReminderEvent(Provenance, Person, Occasion, Deadline, At);

/// <summary>As whom a person is reminded.</summary>
public enum Audience
{
    /// <summary>所管課の担当者</summary>
    Section,

    /// <summary>所管課長</summary>
    Chief,

    /// <summary>企画</summary>
    Planning,
}

public enum SkipReason
{
    /// <summary>Everything was reported when the occasion came.</summary>
    NothingMissing,

    /// <summary>A later occasion had come before this one could be sent.</summary>
    LaterOccasionCame,

    /// <summary>The person goes without reminders of this kind.</summary>
    OptedOut,

    /// <summary>The section was given a deadline of its own before it could be sent.</summary>
    DeadlineMoved,

    /// <summary>The review was closed before it could be sent.</summary>
    ReviewClosed,

    /// <summary>The person has no more to do with it: another section, another role, gone, or the policy has no such occasion.</summary>
    NotConcerned,
}

/// <summary>Why a mail did not leave.</summary>
public enum DeliveryFault
{
    /// <summary>No mail server answers at the address configured.</summary>
    Unreachable,

    /// <summary>The server took too long.</summary>
    TimedOut,

    /// <summary>The connection broke in the middle.</summary>
    Broken,

    /// <summary>The server does not speak TLS, or its certificate is not trusted.</summary>
    TlsRefused,

    /// <summary>User or password is wrong.</summary>
    SignInRefused,

    /// <summary>The server asks to try again later.</summary>
    Busy,

    /// <summary>The server will not take this mail.</summary>
    MailRefused,

    /// <summary>The address is none, or the server knows nobody there.</summary>
    AddressRefused,

    /// <summary>The outbox folder can't be written to.</summary>
    OutboxNotWritable,
}
