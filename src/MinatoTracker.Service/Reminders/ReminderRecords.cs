using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Writes into the log what became of reminders. The ids of what can happen to one but once follow from it, so that the log takes
/// that once, whoever says it how often.
/// </summary>
public sealed class ReminderRecords(IEventLog log, TrackerSettings settings, TimeProvider time)
{
    /// <summary>Who says so: no person but this part of the service.</summary>
    public const string By = "reminders";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    // Not cancelled half-way: what is to be recorded has happened.
    private readonly SharedAppend appending = new(appends => log.Append(settings.Tenant, appends, new EventMetadata(By), CancellationToken.None));

    private Provenance Says => new(By, settings.Today(time));

    /// <summary>Records a letter that was taken. It is said until the database listens, because the letter can't be taken back.</summary>
    /// <param name="stopping">Ends the waiting, not the first try.</param>
    public async Task Sent(Letter letter, CancellationToken stopping)
    {
        var (says, now) = (Says, time.GetUtcNow());
        var appends = Appends(letter.Parts.Select(part => (
            part.Scene,
            RecordingReminders.Decide(new RecordSent(says, part.Reminder, letter.MessageId, now), part.Scene.Ledger),
            (Guid?)IdOf($"{part.Identity}/sent"))));
        while (appends.Count > 0)
        {
            try
            {
                await appending.Add(appends);
                return;
            }
            catch (EventLogUnavailableException)
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public async Task Failed(Letter letter, MailException failure, double jitter)
    {
        var (says, now) = (Says, time.GetUtcNow());
        var appends = Appends(letter.Parts.Select(part => (
            part.Scene,
            RecordingReminders.Decide(
                new RecordFailed(says, part.Reminder, failure.Fault, failure.Detail, failure.IsPermanent, now, jitter) { FirstPause = settings.MailFirstPause },
                part.Scene.Ledger),
            (Guid?)null)));
        if (appends.Count > 0) await appending.Add(appends);
    }

    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    public async Task Skipped(IEnumerable<(ReviewScene Scene, SkippedReminder Reminder)> skipped)
    {
        var (says, now) = (Says, time.GetUtcNow());
        var appends = Appends(skipped.Select(skip => (
            skip.Scene,
            RecordingReminders.Decide(new RecordSkipped(says, skip.Reminder, now), skip.Scene.Ledger),
            (Guid?)IdOf(FormattableString.Invariant($"{skip.Scene.IdentityOf(skip.Reminder.Key)}/skipped/{skip.Reminder.Deadline:yyyy-MM-dd}")))));
        if (appends.Count > 0) await appending.Add(appends);
    }

    // Any version: letters to others are recorded in the same stream at the same time, and do not change these decisions.
    private static IReadOnlyList<StreamAppend> Appends(IEnumerable<(ReviewScene Scene, Decision Decision, Guid? Id)> decided) =>
    [
        .. decided.Where(one => one.Decision.Events.Count > 0)
            .GroupBy(one => Streams.Reminders(one.Scene.Plan, one.Scene.Key).Key, StringComparer.Ordinal)
            .Select(stream => new StreamAppend(stream.Key, null, ExpectedVersion.Any, [.. stream.SelectMany(one => Stored(one.Decision, one.Id))])),
    ];

    private static IEnumerable<NewEvent> Stored(Decision decision, Guid? id) =>
        decision.Events.Select(EventTypes.ToStore).Select(stored => id is { } known ? stored with { Id = known } : stored);

    private Guid IdOf(string what)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Tenant}/{what}")).AsSpan(0, 16);
        // A UUID of version 8: made by a rule of our own.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
