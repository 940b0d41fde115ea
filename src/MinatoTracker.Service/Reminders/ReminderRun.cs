using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Reminders;

/// <summary>What a run did.</summary>
/// <param name="Unheard">Initiatives that are missing and have nobody to remind: plan/code.</param>
public sealed record RunReport(int Sent, int Skipped, int Failed, IReadOnlyList<string> Unheard);

/// <summary>
/// Sends what is due. Whoever calls it, how often and from how many processes at once does not matter: the log's state decides,
/// and a claim keeps two processes from sending the same.
/// </summary>
public sealed partial class ReminderRun(
    ReviewScenes scenes, ReminderClaims claims, ReminderRecords records, Letters letters, IMailer mailer,
    ReminderPolicies policies, TrackerSettings settings, TimeProvider time, ILogger<ReminderRun> logger)
{
    /// <summary>Longer than a handful of letters takes at the mailer's utmost patience.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int Handful = 16;

    public async Task<RunReport> RunOnce(CancellationToken cancellation = default)
    {
        var policy = await policies.Current(cancellation);
        var came = await scenes.WhereOccasionsCame(time.GetUtcNow(), cancellation);
        var skipped = 0;
        foreach (var scene in came)
            skipped += await records.Skipped(scene, scene.TurnAt(time.GetUtcNow(), policy).Skipped, cancellation);

        var (sent, failed) = (0, 0);
        foreach (var handful in Due(came, policy).Chunk(Handful))
        {
            var outcome = await Send([.. handful.SelectMany(letter => letter)], policy, cancellation);
            (sent, failed) = (sent + outcome.Sent, failed + outcome.Failed);
            if (outcome.ServerFails) break;
        }

        if (sent + skipped + failed > 0) Ran(sent, skipped, failed);
        return new(sent, skipped, failed, [.. came.SelectMany(scene => scene.Unheard.Select(missing => $"{scene.Plan}/{missing.Code}"))]);
    }

    /// <summary>What would be sent on a day, as far as one can know today.</summary>
    public async Task<IReadOnlyList<Letter>> Preview(DateOnly day, CancellationToken cancellation = default)
    {
        var today = settings.Today(time);
        var policy = (await policies.Rules(day > today ? day : today, cancellation)).Policy;
        var came = await scenes.WhereOccasionsCame(policy.EndOf(day > today ? day : today), cancellation);
        var parts = came.SelectMany(scene => scene.Preview(today, day, policy).Due.Select(due => new LetterPart(scene, due)));
        return [.. ByPerson(parts).Select(person => letters.At(policy.MorningOf(day), [.. person], MessageIdOf([.. person]), policy))];
    }

    private IEnumerable<IGrouping<string, LetterPart>> Due(IEnumerable<ReviewScene> came, ReminderPolicy policy) =>
        ByPerson(came.SelectMany(scene => scene.TurnAt(time.GetUtcNow(), policy).Due.Select(due => new LetterPart(scene, due))));

    // One letter a person, whatever number of reviews it is about.
    private static IEnumerable<IGrouping<string, LetterPart>> ByPerson(IEnumerable<LetterPart> parts) => parts
        .OrderBy(part => part.Identity, StringComparer.Ordinal)
        .GroupBy(part => part.Reminder.Key.Person, StringComparer.Ordinal);

    private async Task<(int Sent, int Failed, bool ServerFails)> Send(
        LetterPart[] wanted, ReminderPolicy policy, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + Lease;
        var ours = await claims.Claim(Wanted(wanted), time.GetUtcNow(), until, cancellation);
        if (ours.Count == 0) return (0, 0, false);
        HashSet<string> unsent = [.. ours.Keys];
        var (sent, failed, serverFails) = (0, 0, false);
        try
        {
            // Read anew, now that nobody else can send them: what was sent or reported in the meantime is not due any more.
            foreach (var person in Due(await scenes.WhereOccasionsCame(time.GetUtcNow(), cancellation), policy))
            {
                LetterPart[] parts = [.. person.Where(part => ours.ContainsKey(part.Identity))];
                if (parts.Length == 0) continue;
                if (serverFails || time.GetUtcNow() > until - SmtpMailer.Patience) break;
                var letter = letters.To(parts, ours[parts[0].Identity], policy);
                if (await Failure(letter, cancellation) is { } failure)
                {
                    (failed, serverFails) = (failed + 1, failure.ConcernsTheServer);
                    continue;
                }

                // The letter is out. Until that is recorded its claim stays, whatever happens to this process.
                string[] settled = [.. parts.Select(part => part.Identity)];
                unsent.ExceptWith(settled);
                await records.Sent(letter, cancellation);
                await claims.Settle(settled, CancellationToken.None);
                sent++;
            }
        }
        finally
        {
            if (unsent.Count > 0) await claims.Release(unsent, time.GetUtcNow(), CancellationToken.None);
        }

        return (sent, failed, serverFails);
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
            await records.Failed(letter, failure, Random.Shared.NextDouble(), cancellation);
            return failure;
        }
    }

    private Dictionary<string, string> Wanted(LetterPart[] parts) => parts
        .GroupBy(part => part.Reminder.Key.Person, StringComparer.Ordinal)
        .SelectMany(person => person.Select(part => (part.Identity, MessageId: MessageIdOf([.. person]))))
        .ToDictionary(wanted => wanted.Identity, wanted => wanted.MessageId, StringComparer.Ordinal);

    /// <summary>Follows from the identity of the letter's first reminder, so that a resend after a crash is recognised.</summary>
    private string MessageIdOf(LetterPart[] parts)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Tenant}/{parts[0].Identity}"));
        return $"reminder-{Convert.ToHexStringLower(digest)[..32]}@{settings.MailFrom.Split('@')[^1]}";
    }

    [LoggerMessage(LogLevel.Information, "Reminders: {Sent} sent, {Skipped} skipped, {Failed} failed.")]
    private partial void Ran(int sent, int skipped, int failed);

    [LoggerMessage(LogLevel.Warning, "A reminder to {Person} did not leave ({Fault}): {Detail}")]
    private partial void NotSent(string person, DeliveryFault fault, string? detail);
}
