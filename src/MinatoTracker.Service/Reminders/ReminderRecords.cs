using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>Writes into the log what became of reminders.</summary>
public sealed class ReminderRecords(IEventLog log, TrackerSettings settings, TimeProvider time)
{
    /// <summary>Who says so: no person but this part of the service.</summary>
    public const string By = "reminders";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private Provenance Says => new(By, settings.Today(time));

    /// <summary>
    /// Records a letter that was taken. The ids of its events follow from the reminders, so that the log takes them once,
    /// whoever says it how often; and it is said until the database listens, because the letter can't be taken back.
    /// </summary>
    /// <param name="stopping">Ends the waiting, not the first try.</param>
    public async Task Sent(Letter letter, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var appends = letter.Parts.Select(part => Append(
            part.Scene,
            RecordingReminders.Decide(new RecordSent(Says, part.Reminder, letter.MessageId, now), part.Scene.Ledger),
            SentId(part.Scene.IdentityOf(part.Reminder.Key)))).ToList();
        while (true)
        {
            try
            {
                await log.Append(settings.Tenant, appends, new EventMetadata(By), CancellationToken.None);
                return;
            }
            catch (EventLogUnavailableException)
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    public async Task Failed(Letter letter, MailException failure, double jitter, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var appends = letter.Parts.Select(part => Append(part.Scene, RecordingReminders.Decide(
            new RecordFailed(Says, part.Reminder, failure.Fault, failure.Detail, failure.IsPermanent, now, jitter), part.Scene.Ledger), null));
        await log.Append(settings.Tenant, [.. appends], new EventMetadata(By), cancellation);
    }

    /// <returns>How many were recorded: none, where another process recorded something in between. The next run sees to it then.</returns>
    public async Task<int> Skipped(ReviewScene scene, IReadOnlyList<SkippedReminder> skipped, CancellationToken cancellation)
    {
        var (says, now) = (Says, time.GetUtcNow());
        var events = skipped.SelectMany(skip => RecordingReminders.Decide(new RecordSkipped(says, skip, now), scene.Ledger).Events).ToValueList();
        if (events.Count == 0) return 0;
        try
        {
            var append = Tracker.Append(Streams.Reminders(scene.Plan, scene.Key), scene.LedgerVersion, new Decision(events, []));
            await log.Append(settings.Tenant, [append], new EventMetadata(By), cancellation);
            return events.Count;
        }
        catch (ConcurrencyConflictException)
        {
            return 0;
        }
    }

    private static StreamAppend Append(ReviewScene scene, Decision decision, Guid? id)
    {
        var stream = Streams.Reminders(scene.Plan, scene.Key);
        var events = decision.Events.Select(EventTypes.ToStore).Select(stored => id is { } known ? stored with { Id = known } : stored);
        // Any version: letters to others are recorded in the same stream at the same time, and do not change this decision.
        return new(stream.Key, stream.Scope, ExpectedVersion.Any, [.. events]);
    }

    private Guid SentId(string identity)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Tenant}/{identity}/sent")).AsSpan(0, 16);
        // A UUID of version 8: made by a rule of our own.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
