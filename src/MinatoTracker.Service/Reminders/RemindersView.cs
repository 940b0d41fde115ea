using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Reminders;

/// <summary>What was sent, what was not and why, and what is still to come, for one review.</summary>
/// <param name="Unheard">Initiatives that are missing and have nobody to remind.</param>
public sealed record RemindersView(
    string Plan,
    string Review,
    DateOnly SubmissionDeadline,
    bool IsClosed,
    IReadOnlyList<ReminderRow> Reminders,
    IReadOnlyList<UnheardRow> Unheard)
{
    public static RemindersView Of(ReviewScene scene, ReminderPolicy policy, DateTimeOffset now)
    {
        var names = scene.Recipients.GroupBy(recipient => recipient.Person, StringComparer.Ordinal)
            .ToDictionary(person => person.Key, person => person.First().Name, StringComparer.Ordinal);
        string NameOf(ReminderKey key) => names.GetValueOrDefault(key.Person, key.Person);

        var happened = scene.Ledger.Entries.Values.Where(entry => entry.Status is not ReminderStatus.Requeued).Select(entry => ReminderRow.Of(entry, NameOf(entry.Key)));
        // What a moved deadline made due again stands twice: what became of it then, and when it comes now.
        // Of a closed review too: what did not come any more.
        var missing = scene.Addressees.GroupBy(part => (part.Person, part.Section))
            .ToDictionary(person => person.Key, person => person.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal).ToValueList());
        var coming = ReminderPlanning.Of(scene.Review with { IsClosed = false }, policy, scene.Addressees, scene.Ledger)
            .Where(reminder => reminder.Attempts == 0)
            .Select(reminder => ReminderRow.ToCome(scene, reminder, now, NameOf(reminder.Key), missing[(reminder.Key.Person, reminder.Key.Section)]));
        return new(
            scene.Plan,
            scene.Key,
            scene.Review.SubmissionDeadline,
            scene.Review.IsClosed,
            [.. happened.Concat(coming).OrderBy(row => row.At).ThenBy(row => row.Person, StringComparer.Ordinal).ThenBy(row => row.Occasion)],
            [.. scene.Unheard.Select(missing => new UnheardRow(missing.Code, missing.Title, missing.Section))]);
    }
}

public sealed record UnheardRow(string Code, string Title, string? Section);

public enum ReminderRowStatus
{
    Upcoming,

    /// <summary>Its time has come; the next run sends or skips it.</summary>
    Due,
    Sent,
    Escalated,
    Skipped,
    Failed,
    GivenUp,

    /// <summary>It was given up, and somebody wants it tried again.</summary>
    Requeued,

    /// <summary>The review was closed before it came.</summary>
    NotNeeded,
}

/// <param name="Occasion">Business days from the deadline.</param>
/// <param name="At">When it happened, or when it comes.</param>
public sealed record ReminderRow(string Person, string Name, int Occasion, DateOnly Deadline, ReminderRowStatus Status, DateTimeOffset At)
{
    /// <summary>What it told of, or would tell of now.</summary>
    public ValueList<string> Initiatives { get; init; } = [];

    /// <summary>所管課 whose own deadline it is about; null for the deadline of the whole review.</summary>
    public string? Section { get; init; }

    public SkipReason? SkipReason { get; init; }

    public int? Attempts { get; init; }

    public DeliveryFault? Fault { get; init; }

    public string? Detail { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public string? MessageId { get; init; }

    internal static ReminderRow Of(ReminderEntry entry, string name) =>
        new(entry.Key.Person, name, entry.Key.Occasion, entry.Deadline, Enum.Parse<ReminderRowStatus>($"{entry.Status}"), entry.At)
        {
            Initiatives = entry.Initiatives,
            Section = entry.Key.Section,
            SkipReason = entry.SkipReason,
            Attempts = entry.Attempts == 0 ? null : entry.Attempts,
            Fault = entry.Fault,
            Detail = entry.Detail,
            NextAttempt = entry.NextAttempt,
            MessageId = entry.MessageId,
        };

    internal static ReminderRow ToCome(ReviewScene scene, PlannedReminder planned, DateTimeOffset now, string name, ValueList<string> missing)
    {
        var status = scene.Review.IsClosed ? ReminderRowStatus.NotNeeded : planned.DueAt <= now ? ReminderRowStatus.Due : ReminderRowStatus.Upcoming;
        return new(planned.Key.Person, name, planned.Key.Occasion, planned.Deadline, status, planned.DueAt)
        {
            Initiatives = missing,
            Section = planned.Key.Section,
        };
    }
}
