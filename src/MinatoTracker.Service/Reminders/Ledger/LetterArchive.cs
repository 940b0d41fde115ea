using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>A letter to look at.</summary>
/// <param name="SentAt">Null for one that would leave in future.</param>
/// <param name="Letter">Null where none would leave: nothing is missing, or the person goes without.</param>
public sealed record ShownLetter(string Name, DateTimeOffset? SentAt, Letter? Letter);

/// <summary>
/// Letters again: those to come as they would be now, and those that were sent, written once more from what is recorded of them.
/// Titles and names are today's; what was missing, the deadline and the day are those of the sending.
/// </summary>
public sealed class LetterArchive(
    LedgerQueries ledger, ReviewScenes scenes, ReminderRun run, ReminderPolicies policies, Letters letters, PeopleDirectory people, TrackerSettings settings, TimeProvider time)
{
    /// <returns>Null for a reminder that there never was.</returns>
    public async Task<ShownLetter?> Find(string plan, string review, string person, int occasion, CancellationToken cancellation = default)
    {
        var rows = await ledger.Of(person, cancellation);
        if (await scenes.Find(plan, review, settings.Today(time), cancellation) is not { } scene) return null;
        var name = (await people.Find(person, cancellation))?.Name ?? person;
        var row = rows.Where(row => (row.Plan, row.Review, row.Reminder.Occasion) == (plan, review, occasion))
            .OrderBy(row => row.Reminder.MessageId is null).ThenBy(row => !row.IsToCome).FirstOrDefault();
        if (row is null) return null;
        if (row.Reminder.MessageId is { } messageId)
            return new(name, row.Reminder.At, await AsSent([.. rows.Where(part => part.Reminder.MessageId == messageId)], name, messageId, cancellation));
        var policy = await policies.Current(cancellation);
        var day = policy.DayOf(scene.Review with { SubmissionDeadline = row.Reminder.Deadline }, occasion);
        var coming = await run.Preview(day < settings.Today(time) ? settings.Today(time) : day, cancellation);
        return new(name, null, coming.FirstOrDefault(letter => letter.Person == person));
    }

    private async Task<Letter> AsSent(IReadOnlyList<LedgerRow> rows, string name, string messageId, CancellationToken cancellation)
    {
        var at = rows[0].Reminder.At;
        List<LetterPart> parts = [];
        foreach (var row in rows.OrderBy(row => row.Plan, StringComparer.Ordinal).ThenBy(row => row.Review, StringComparer.Ordinal))
        {
            if (await scenes.Find(row.Plan, row.Review, settings.Today(time), cancellation) is { } scene)
                parts.Add(new(AsItStood(scene, row.Reminder, name), Reminder(row)));
        }

        var policy = (await policies.Rules((await policies.Current(cancellation)).DayAt(at), cancellation)).Policy;
        return letters.At(at, parts, messageId, policy);
    }

    // What was missing then may be reported by now, and the person may have gone.
    private static ReviewScene AsItStood(ReviewScene scene, ReminderRow row, string name) => scene with
    {
        Initiatives = [.. scene.Initiatives.Select(initiative => row.Initiatives.Contains(initiative.Code) ? initiative with { IsReported = false } : initiative)],
        Recipients = scene.Recipients.Any(recipient => recipient.Person == row.Person) ? scene.Recipients : [.. scene.Recipients, new(row.Person, name, null, null)],
    };

    private static DueReminder Reminder(LedgerRow row) =>
        new(new(row.Reminder.Person, row.Reminder.Occasion, row.Reminder.Section), row.Audience ?? Audience.Section, row.Reminder.Deadline, row.Reminder.Initiatives);
}
