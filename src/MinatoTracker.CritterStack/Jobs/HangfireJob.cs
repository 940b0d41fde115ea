using Hangfire;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>Tells the runner that a job's time has come. Hangfire keeps this class's name in its tables, and only this one's.</summary>
public sealed class HangfireJob(JobRunner runner)
{
    /// <param name="by">Who asked; null where its time had come.</param>
    /// <remarks>
    /// Whoever finds the job running waits for its turn by coming again, instead of keeping a worker. Nothing else makes it come
    /// again: what a job throws the runner takes.
    /// </remarks>
    [JobDisplayName("{0}")]
    [DisableConcurrentExecution("job/{0}", 0)]
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [15], OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    public Task Run(string job, string? by, CancellationToken cancellation) => runner.Run(job, by, cancellation);
}
