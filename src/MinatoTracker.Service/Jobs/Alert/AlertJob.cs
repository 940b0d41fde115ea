using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>
/// Comes again and again and mails administrators what the last check found wrong, as far as they were not told: a mail server that
/// was down, or a check that somebody ran by hand, need nothing of their own.
/// </summary>
public sealed class AlertJob(
    JobRuns runs, AlertLetter letter, DamageAlerts alerts, JobPost post, TrackerSettings settings) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        if (await LastFound(cancellation) is not { } damage) return JobOutcome.Idle;
        var told = await alerts.Told(damage, cancellation);
        // Where nobody has an address, the page of jobs says what was found all the same.
        var waiting = (await post.With(Role.Administrator, cancellation)).Where(person => !told.Contains(person.Id)).ToList();
        if (waiting.Count == 0) return JobOutcome.Idle;
        var failed = 0;
        foreach (var person in waiting) failed += await Tell(person, damage, cancellation) ? 0 : 1;
        return failed == 0 ? JobOutcome.Done("Alerted", waiting.Count) : JobOutcome.Failed("NotAlerted", waiting.Count - failed, failed);
    }

    /// <summary>Null where the last check found nothing wrong.</summary>
    private async Task<Damage?> LastFound(CancellationToken cancellation)
    {
        if ((await runs.LastThatLooked(["check"], cancellation)) is not [{ Outcome.Findings: { } findings } check]) return null;
        Finding[] wrong = [.. findings.Where(finding => finding.Severity is Severity.Error)];
        return wrong.Length == 0 ? null : new(TimeZoneInfo.ConvertTime(check.StartedAt, settings.Zone), wrong);
    }

    private async Task<bool> Tell(Person person, Damage damage, CancellationToken cancellation)
    {
        var messageId = post.MessageId("alert", damage.AboutTo(person.Id));
        if (!await post.Send(person, messageId, AlertLetter.Subject(damage), letter.To(person, damage), cancellation)) return false;
        // The mail is out. A crash before this line sends it once more, under the same Message-ID.
        await alerts.Record(damage, person.Id, messageId, CancellationToken.None);
        return true;
    }
}
