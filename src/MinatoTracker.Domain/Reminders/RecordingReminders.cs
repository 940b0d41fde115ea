namespace MinatoTracker.Domain.Reminders;

/// <summary>A mail with this reminder was taken by the mail server.</summary>
public sealed record RecordSent(Provenance Provenance, DueReminder Reminder, string MessageId, DateTimeOffset At);

public sealed record RecordSkipped(Provenance Provenance, SkippedReminder Reminder, DateTimeOffset At);

/// <param name="IsPermanent">Trying again can't help.</param>
/// <param name="Jitter">From 0 to 1, by chance: it keeps a crowd of failures from coming back in one moment.</param>
public sealed record RecordFailed(
    Provenance Provenance, DueReminder Reminder, DeliveryFault Fault, string? Detail, bool IsPermanent, DateTimeOffset At, double Jitter)
{
    /// <summary>After the first attempt; each further one waits twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = RecordingReminders.FirstPause;
}

/// <summary>Somebody wants what was given up to be sent after all.</summary>
/// <param name="Key">Null for all that was given up.</param>
public sealed record RequeueReminders(Provenance Provenance, ReminderKey? Key, DateTimeOffset At);

public static class RecordingReminders
{
    /// <summary>About a working day of trying, given <see cref="LongestPause"/>.</summary>
    public const int LastAttempt = 20;

    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private const int LongestDetail = 500;

    public static Decision Decide(RecordSent command, ReminderLedger state)
    {
        var (key, audience, deadline, missing) = command.Reminder;
        if (state.Entries.GetValueOrDefault(key)?.WasSent is true) return Decision.Nothing;
        ReminderEvent sent = audience is Audience.Section
            ? new ReminderSent(command.Provenance, key.Person, key.Occasion, deadline, command.At, missing, command.MessageId)
            : new ReminderEscalated(command.Provenance, key.Person, key.Occasion, deadline, command.At, missing, command.MessageId, audience);
        return Decision.Record(sent with { Section = key.Section });
    }

    public static Decision Decide(RecordSkipped command, ReminderLedger state)
    {
        var (key, deadline, reason) = command.Reminder;
        return state.IsSettled(key, deadline)
            ? Decision.Nothing
            : Decision.Record(new ReminderSkipped(command.Provenance, key.Person, key.Occasion, deadline, command.At, reason) { Section = key.Section });
    }

    public static Decision Decide(RecordFailed command, ReminderLedger state)
    {
        var (key, _, deadline, _) = command.Reminder;
        if (state.IsSettled(key, deadline)) return Decision.Nothing;
        var attempt = 1 + (state.Entries.GetValueOrDefault(key) is { } entry && entry.Deadline == deadline ? entry.Attempts : 0);
        var next = command.IsPermanent || attempt >= LastAttempt ? (DateTimeOffset?)null : command.At + Pause(attempt, command.FirstPause, command.Jitter);
        var detail = command.Detail is { Length: > LongestDetail } ? command.Detail[..LongestDetail] : command.Detail;
        return Decision.Record(new ReminderFailed(
            command.Provenance, key.Person, key.Occasion, deadline, command.At, attempt, command.Fault, detail, next) { Section = key.Section });
    }

    /// <remarks>Whether it is still worth a mail is decided when its turn comes, as for any other.</remarks>
    public static Decision Decide(RequeueReminders command, ReminderLedger state)
    {
        if (command.Key is { } key && state.Entries.GetValueOrDefault(key)?.Status is not (ReminderStatus.GivenUp or ReminderStatus.Requeued))
            return Decision.Refuse(new Refusal("occasion", RefusalCode.NotGivenUp));
        var givenUp = state.Entries.Values
            .Where(entry => entry.Status is ReminderStatus.GivenUp && (command.Key is null || command.Key == entry.Key))
            .OrderBy(entry => entry.Key.Person, StringComparer.Ordinal).ThenBy(entry => entry.Key.Occasion)
            .Select(IEvent (entry) => new ReminderRequeued(command.Provenance, entry.Key.Person, entry.Key.Occasion, entry.Deadline, command.At)
            {
                Section = entry.Key.Section,
            });
        return new(givenUp.ToValueList(), []);
    }

    /// <summary>Twice as long after each attempt, up to the longest; a fifth more or less by chance.</summary>
    public static TimeSpan Pause(int attempt, TimeSpan first, double jitter)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (doubled < LongestPause ? doubled : LongestPause) * (0.8 + (0.4 * jitter));
    }
}
