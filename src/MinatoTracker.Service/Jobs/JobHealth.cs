using System.Text.Json;
using MinatoTracker.EventLog.Doctor;

namespace MinatoTracker.Service.Jobs;

/// <summary>What an operator should know about the jobs, told as the doctor tells what is off with the database.</summary>
public static class JobHealth
{
    public static IEnumerable<Finding> Findings(JobsView view, string tenant)
    {
        foreach (var job in view.Jobs)
        {
            if (job.Last is { Result: JobResult.Failed } run)
                yield return Finding("job_failed", job.Name, tenant, $"The job {job.Name} failed last time: {run.Says} {run.Error}".TrimEnd());
            if (job.IsOverdue)
                yield return Finding("job_overdue", job.Name, tenant, $"The job {job.Name} should have come by now. Look whether the service is up.");
        }
    }

    private static Finding Finding(string code, string job, string tenant, string message) =>
        new(code, Severity.Warning, tenant, message, JsonSerializer.SerializeToElement(new { job }));
}
