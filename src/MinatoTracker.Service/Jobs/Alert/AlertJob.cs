using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Jobs.Letters;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>
/// Comes again and again and has administrators mailed what the last check found wrong, as far as they were not told: a mail server
/// that was down, or a check that somebody ran by hand, need nothing of their own.
/// </summary>
public sealed class AlertJob(IMailHandover<AlertTo> handover, DamageAlerts alerts, JobPost post) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        if (await alerts.LastFound(cancellation) is not { } damage) return JobOutcome.Idle;
        var told = await alerts.Told(damage, cancellation);
        // Where nobody has an address, the page of jobs says what was found all the same.
        string[] waiting = [.. (await post.With(Role.Administrator, cancellation)).Select(person => person.Id).Where(person => !told.Contains(person))];
        if (waiting.Length == 0) return JobOutcome.Idle;
        var failed = await handover.Write(new(waiting), cancellation);
        return failed == 0 ? JobOutcome.Done("Alerted", waiting.Length) : JobOutcome.Failed("NotAlerted", waiting.Length - failed, failed);
    }
}
