using System.Collections.Concurrent;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Reads once for all people who are claimed what decides, and writes to one after the other. While a letter is recorded the next may
/// leave already, but not many: what is sent and not recorded when a crash comes will be sent once more.
/// </summary>
public sealed partial class ReminderWorker(
    ReminderPlan plan, ReminderClaims claims, ReviewScenes scenes, ReminderRecords records, Letters letters, IMailer mailer, ReminderPolicies policies,
    TrackerSettings settings, TimeProvider time, ILogger<ReminderWorker> logger)
{
    private const int MostUnrecorded = 3;
    private static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);

    /// <param name="turns">Claimed for this process.</param>
    /// <param name="until">When the lease ends.</param>
    /// <returns>How many letters were tried.</returns>
    public async Task<int> Write(IReadOnlyList<ClaimedTurn> turns, DateTimeOffset until, RunTally run, CancellationToken cancellation)
    {
        var batch = new Batch(turns, until, await policies.Current(cancellation));
        try
        {
            // Read now that nobody else can write to them: what was sent or reported in the meantime is not due any more.
            var read = await scenes.Read(batch.Reviews, batch.Policy.DayAt(time.GetUtcNow()), batch.People, run.Memory, cancellation);
            run.Touch(batch.Reviews);
            var due = await Decide(batch, read, run, cancellation);
            return await Send(batch, await Named(batch, due, cancellation), run, cancellation);
        }
        finally
        {
            await GiveBack(batch);
        }
    }

    /// <summary>Records what need not be sent.</summary>
    /// <returns>What is to be sent.</returns>
    private async Task<List<LetterPart>> Decide(Batch batch, ScenesRead read, RunTally run, CancellationToken cancellation)
    {
        var (now, policy) = (time.GetUtcNow(), batch.Policy);
        List<LetterPart> due = [];
        List<(ReviewScene, SkippedReminder)> skipped = [];
        // Of a review that is none there is nothing to come; of one that can't be read nobody knows.
        var strange = batch.Reminders.Where(reminder => read.Scenes.All(scene => !reminder.IsOf(scene))).ToList();
        List<ClaimedReminder> settled = [.. strange.Where(reminder => !read.UnreadablePlans.Contains(reminder.Plan))];
        foreach (var unknown in strange.Except(settled)) batch.PutOff(unknown.Key.Person, now + UnreadablePause);
        foreach (var scene in read.Scenes)
        {
            var planned = batch.Reminders.Where(reminder => reminder.IsOf(scene)).ToList();
            var turn = Reminding.TurnOf(
                planned.Select(reminder => (reminder.Key, reminder.Deadline)), scene.Review, policy, scene.AddresseesAmong(batch.People), scene.Ledger, now);
            due.AddRange(turn.Due.Select(reminder => new LetterPart(scene, reminder)));
            skipped.AddRange(turn.Skipped.Select(reminder => (scene, reminder)));
            settled.AddRange(planned.Where(reminder => scene.Ledger.IsSettled(reminder.Key, reminder.Deadline)));
            var told = turn.Due.Select(reminder => reminder.Key).Concat(turn.Skipped.Select(reminder => reminder.Key)).ToHashSet();
            foreach (var waiting in planned.Except(settled).Where(reminder => !told.Contains(reminder.Key)))
                batch.PutOff(waiting.Key.Person, Reminding.NextLook(scene.Review, policy, now));
        }

        await records.Skipped(skipped);
        run.CountSkipped(skipped.Count);
        if (settled.Count > 0) await plan.Drop(settled, cancellation);
        return due;
    }

    private async Task<List<Letter>> Named(Batch batch, List<LetterPart> due, CancellationToken cancellation)
    {
        var named = LetterPart.ByLetter(due, batch.Policy)
            .Select(parts => (parts[0].Reminder.Key.Person, Parts: parts, Name: LetterName.Of(parts, batch.NamedAfter(parts[0].Reminder.Key.Person))))
            .ToList();
        if (named.Count == 0) return [];
        var ours = await claims.Name(
            named.DistinctBy(letter => letter.Person).ToDictionary(letter => letter.Person, letter => letter.Name.Reminder), cancellation);
        return
        [
            .. named.Where(letter => ours.Contains(letter.Person))
                .Select(letter => letters.To(letter.Parts, letter.Name.MessageId(settings), batch.Policy)),
        ];
    }

    private async Task<int> Send(Batch batch, List<Letter> due, RunTally run, CancellationToken cancellation)
    {
        var (tried, recording) = (0, new Queue<Task>());
        try
        {
            foreach (var letter in due)
            {
                if (run.ServerFails || time.GetUtcNow() > batch.Until - settings.MailPatience) break;
                if (recording.Count == MostUnrecorded) await recording.Dequeue();
                tried++;
                if (await Failure(letter, cancellation) is { } failure)
                {
                    run.CountFailed(failure.ConcernsTheServer);
                    continue;
                }

                // The letter is out. Until that is recorded its claim stays, whatever happens to this process.
                batch.Hold(letter.Person);
                recording.Enqueue(Record(batch, letter, run, cancellation));
            }
        }
        finally
        {
            await Task.WhenAll(recording);
        }

        return tried;
    }

    private async Task Record(Batch batch, Letter letter, RunTally run, CancellationToken cancellation)
    {
        await records.Sent(letter, cancellation);
        batch.Done(letter.Person);
        run.CountSent();
    }

    private async Task<MailException?> Failure(Letter letter, CancellationToken cancellation)
    {
        try
        {
            await mailer.Send(letter.Mail, cancellation);
            return null;
        }
        catch (MailException failure)
        {
            NotSent(letter.Person, failure.Fault, failure.Detail);
            await records.Failed(letter, failure, Random.Shared.NextDouble());
            return failure;
        }
    }

    // The plan first: otherwise somebody would claim them again at once, only to see that nothing is left to do.
    private async Task GiveBack(Batch batch)
    {
        try
        {
            await plan.CatchUp(CancellationToken.None);
            await claims.GiveBack(batch.Ends, CancellationToken.None);
        }
        catch (EventLogUnavailableException failure)
        {
            Kept(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A reminder to {Person} did not leave ({Fault}): {Detail}")]
    private partial void NotSent(string person, DeliveryFault fault, string? detail);

    [LoggerMessage(LogLevel.Warning, "Claims on reminders are left to end by themselves: {Reason}")]
    private partial void Kept(string reason);

    /// <summary>People who are ours at the moment, and what becomes of the claims on them.</summary>
    private sealed class Batch(IReadOnlyList<ClaimedTurn> turns, DateTimeOffset until, ReminderPolicy policy)
    {
        // Letters of a batch are recorded side by side.
        private readonly ConcurrentDictionary<string, EndOfClaim> ends =
            new(turns.Select(turn => KeyValuePair.Create(turn.Person, new EndOfClaim(turn.Person))), StringComparer.Ordinal);

        private readonly Dictionary<string, string?> names = turns.ToDictionary(turn => turn.Person, turn => turn.NamedAfter, StringComparer.Ordinal);

        public DateTimeOffset Until => until;

        public ReminderPolicy Policy => policy;

        public IReadOnlyList<ClaimedReminder> Reminders { get; } = [.. turns.SelectMany(turn => turn.Reminders)];

        public IReadOnlySet<string> People { get; } = turns.Select(turn => turn.Person).ToHashSet(StringComparer.Ordinal);

        public IReadOnlyCollection<(string, string)> Reviews => Reminders.Select(reminder => (reminder.Plan, reminder.Review)).ToHashSet();

        public IReadOnlyCollection<EndOfClaim> Ends => [.. ends.Values];

        public string? NamedAfter(string person) => names[person];

        public void PutOff(string person, DateTimeOffset to) => ends[person] = ends[person] with { Until = to };

        public void Hold(string person) => ends.TryRemove(person, out _);

        public void Done(string person) => ends[person] = new(person, IsDone: true);
    }
}
