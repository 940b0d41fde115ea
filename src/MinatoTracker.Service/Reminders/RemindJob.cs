using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Reminders;

/// <summary>Comes every minute on one of the nodes. It only asks; state decides.</summary>
public sealed class RemindJob(ReminderRun run) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var report = await run.RunOnce(cancellation);
        return report.Sent + report.Skipped + report.Failed == 0
            ? JobOutcome.Idle
            : JobOutcome.Done("Reminded", report.Sent, report.Skipped, report.Failed);
    }
}
