using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>What a run did.</summary>
/// <param name="Sent">Letters.</param>
/// <param name="Skipped">Reminders.</param>
/// <param name="Failed">Letters.</param>
/// <param name="Unheard">Initiatives that are missing and have nobody to remind, of the reviews that something was due of: plan/code.</param>
public sealed record RunReport(int Sent, int Skipped, int Failed, IReadOnlyList<string> Unheard)
{
    public static RunReport Nothing { get; } = new(0, 0, 0, []);
}

/// <summary>
/// Sends what is due. Whoever calls it, how often and from how many processes at once does not matter: the log's state decides,
/// and a claim keeps two processes from writing to the same person.
/// </summary>
public sealed partial class ReminderRun(
    ReminderPlan plan, ReminderClaims claims, IReminderHandover handover, SendingLimit limit, ReviewScenes scenes, Letters letters,
    ReminderPolicies policies, TrackerSettings settings, TimeProvider time, ILogger<ReminderRun> logger)
{
    /// <summary>How many letters a process has on their way at once.</summary>
    public const int Workers = 8;

    private const int Handful = 64;
    private readonly SceneMemory memory = new();

    /// <exception cref="EventLog.EventLogUnavailableException">The database does not answer.</exception>
    public async Task<RunReport> RunOnce(CancellationToken cancellation = default)
    {
        await plan.CatchUp(cancellation);
        if (!await claims.IsAnyDue(time.GetUtcNow(), cancellation)) return RunReport.Nothing;
        var tally = new RunTally(memory);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Work(tally, cancellation)));
        if (tally.IsAny) Ran(tally.Sent, tally.Skipped, tally.Failed);
        var unheard = await Unheard(tally, cancellation);
        memory.KeepOnly(tally.Reviews);
        return new(tally.Sent, tally.Skipped, tally.Failed, unheard);
    }

    /// <summary>What would be sent on a day, as far as one can know today.</summary>
    public async Task<IReadOnlyList<Letter>> Preview(DateOnly day, CancellationToken cancellation = default)
    {
        var today = settings.Today(time);
        var policy = (await policies.Rules(day > today ? day : today, cancellation)).Policy;
        var came = await scenes.WhereOccasionsCame(policy.EndOf(day > today ? day : today), cancellation);
        var parts = came.SelectMany(scene => scene.Preview(today, day, policy).Due.Select(due => new LetterPart(scene, due)));
        return
        [
            .. LetterPart.ByLetter(parts, policy)
                .Select(letter => letters.At(policy.MorningOf(day), letter, LetterName.Of(letter).MessageId(settings), policy)),
        ];
    }

    /// <summary>Until nothing is due, the minute's limit is reached or the mail server fails.</summary>
    private async Task Work(RunTally tally, CancellationToken cancellation)
    {
        while (!tally.ServerFails)
        {
            var (now, perMinute) = (time.GetUtcNow(), (await policies.Current(cancellation)).PerMinute);
            var leave = await limit.Take(Handful, perMinute, now, cancellation);
            if (leave == 0) return;
            var tried = await handover.Next(leave, tally, cancellation);
            await limit.GiveBack(leave - (tried ?? 0), perMinute, now, cancellation);
            if (tried is null) return;
        }
    }

    private async Task<IReadOnlyList<string>> Unheard(RunTally tally, CancellationToken cancellation)
    {
        var read = await scenes.Read(tally.Reviews, settings.Today(time), memory: tally.Memory, cancellation: cancellation);
        return [.. read.Scenes.SelectMany(scene => scene.Unheard.Select(missing => $"{scene.Plan}/{missing.Code}"))];
    }

    [LoggerMessage(LogLevel.Information, "Reminders: {Sent} sent, {Skipped} skipped, {Failed} failed.")]
    private partial void Ran(int sent, int skipped, int failed);
}
