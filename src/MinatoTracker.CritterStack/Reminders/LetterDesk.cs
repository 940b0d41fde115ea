using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.CritterStack.Reminders;

/// <summary>
/// Where the messages arrive, in the process that left them or in one that got them when that died. It decides nothing: whom it finds
/// written to already, it leaves alone.
/// </summary>
public sealed class LetterDesk(
    LettersAsked asked, ReminderClaims claims, ReminderWorker worker, ReminderPolicies policies, SendingLimit limit, TrackerSettings settings,
    TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly SceneMemory memory = new();

    /// <returns>Who is left over, and when to come again for them; null where nobody is.</returns>
    public async Task<(WriteTo Message, DateTimeOffset At)?> Write(WriteTo message, CancellationToken cancellation)
    {
        if (asked.By(message.Claim) is not { } waiting) return await TakeUp(message, cancellation);
        try
        {
            waiting.Tried.TrySetResult(await Write(message, waiting.Run, cancellation));
            return null;
        }
        catch (Exception failure)
        {
            waiting.Tried.TrySetException(failure);
            throw;
        }
    }

    // Whoever left the message is gone, and its leave to send with it. Who is still held by its lease waits for that to end.
    private async Task<(WriteTo Message, DateTimeOffset At)?> TakeUp(WriteTo message, CancellationToken cancellation)
    {
        var (now, perMinute) = (time.GetUtcNow(), (await policies.Current(cancellation)).PerMinute);
        var leave = await limit.Take(message.People.Length, perMinute, now, cancellation);
        var tried = await Write(message with { People = message.People[..leave] }, new(memory), cancellation);
        await limit.GiveBack(leave - tried, perMinute, now, cancellation);
        var held = await claims.Held(message.People, now, cancellation);
        string[] left = [.. message.People[leave..].Union(held.Keys, StringComparer.Ordinal)];
        if (left.Length == 0) return null;
        return (message with { People = left }, leave < message.People.Length ? now + Minute : held.Values.Max());
    }

    private async Task<int> Write(WriteTo message, RunTally run, CancellationToken cancellation)
    {
        var (now, until) = (time.GetUtcNow(), time.GetUtcNow() + settings.ReminderLease);
        var turns = await claims.TakeOver(message.Claim, message.People, now, until, cancellation);
        return turns.Count > 0 ? await worker.Write(turns, until, run, cancellation) : 0;
    }
}
