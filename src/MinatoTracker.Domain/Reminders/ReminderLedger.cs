using System.Collections.Immutable;

namespace MinatoTracker.Domain.Reminders;

/// <summary>One reminder of a review: who, and on which occasion.</summary>
/// <param name="Section">
/// 所管課 whose own deadline it is about; null for the deadline of the whole review. A section with a deadline of its own is reminded
/// of that by itself, and so are those who answer for it: they may have heard of the others long before.
/// </param>
public sealed record ReminderKey(string Person, int Occasion, string? Section = null)
{
    public static ReminderKey Of(ReminderEvent e) => new(e.Person, e.Occasion, e.Section);
}

public enum ReminderStatus
{
    Sent,
    Escalated,
    Skipped,

    /// <summary>Failed, and tried again at <see cref="ReminderEntry.NextAttempt"/>.</summary>
    Failed,

    /// <summary>Failed for good, unless somebody has it tried again.</summary>
    GivenUp,

    /// <summary>Was given up, and is due again.</summary>
    Requeued,
}

/// <summary>What became of a reminder so far.</summary>
public sealed record ReminderEntry(ReminderKey Key, ReminderStatus Status, DateOnly Deadline, DateTimeOffset At)
{
    public ValueList<string> Initiatives { get; init; } = [];

    public string? MessageId { get; init; }

    public SkipReason? SkipReason { get; init; }

    public int Attempts { get; init; }

    public DeliveryFault? Fault { get; init; }

    public string? Detail { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public bool WasSent => Status is ReminderStatus.Sent or ReminderStatus.Escalated;

    /// <summary>Nothing is left to do. What was skipped or given up for one deadline is due again for another; what was sent is not.</summary>
    public bool IsSettled(DateOnly deadline) =>
        WasSent || (Deadline == deadline && Status is ReminderStatus.Skipped or ReminderStatus.GivenUp);
}

/// <summary>Everything that was sent, skipped and tried for one review.</summary>
public sealed record ReminderLedger
{
    public static ReminderLedger Empty { get; } = new();

    public ImmutableDictionary<ReminderKey, ReminderEntry> Entries { get; init; } = ImmutableDictionary<ReminderKey, ReminderEntry>.Empty;

    public static ReminderLedger Fold(IEnumerable<IEvent> events) => events.Aggregate(Empty, Evolve);

    public static ReminderLedger Evolve(ReminderLedger state, IEvent @event) => @event switch
    {
        ReminderSent e => state.With(e, ReminderStatus.Sent, x => x with { Initiatives = e.Initiatives, MessageId = e.MessageId }),
        ReminderEscalated e => state.With(e, ReminderStatus.Escalated, x => x with { Initiatives = e.Initiatives, MessageId = e.MessageId }),
        ReminderSkipped e => state.With(e, ReminderStatus.Skipped, x => x with { SkipReason = e.Reason }),
        ReminderFailed e => state.With(e, e.NextAttempt is null ? ReminderStatus.GivenUp : ReminderStatus.Failed, x => x with
        {
            Attempts = e.Attempt,
            Fault = e.Fault,
            Detail = e.Detail,
            NextAttempt = e.NextAttempt,
        }),
        ReminderRequeued e => state.With(e, ReminderStatus.Requeued, x => x),
        _ => state,
    };

    /// <summary>When it is tried again under this deadline; null where nothing holds it up.</summary>
    public DateTimeOffset? NextAttempt(ReminderKey key, DateOnly deadline) =>
        Entries.GetValueOrDefault(key) is { } entry && entry.Deadline == deadline ? entry.NextAttempt : null;

    public bool IsSettled(ReminderKey key, DateOnly deadline) => Entries.GetValueOrDefault(key)?.IsSettled(deadline) is true;

    private ReminderLedger With(ReminderEvent e, ReminderStatus status, Func<ReminderEntry, ReminderEntry> more)
    {
        var key = ReminderKey.Of(e);
        // Sent stays sent, whatever a slower process records after it.
        if (Entries.GetValueOrDefault(key)?.WasSent is true) return this;
        return this with { Entries = Entries.SetItem(key, more(new(key, status, e.Deadline, e.At))) };
    }
}
