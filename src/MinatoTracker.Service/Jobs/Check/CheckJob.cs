using MinatoTracker.EventLog.Doctor;

namespace MinatoTracker.Service.Jobs.Check;

/// <summary>Comes at night and looks whether all that is derived from the log is still what the log makes of it.</summary>
public sealed class CheckJob(IEnumerable<IReadModelCheck> checks) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        List<Finding> findings = [];
        foreach (var check in checks) findings.AddRange(await check.Run(cancellation));
        var errors = findings.Count(finding => finding.Severity is Severity.Error);
        var outcome = (errors, findings.Count) switch
        {
            (_, 0) => JobOutcome.Done("Sound"),
            (0, var others) => JobOutcome.Done("SoundWithRemarks", others),
            _ => JobOutcome.Failed("Damaged", errors),
        };
        return outcome with { Findings = findings };
    }
}
