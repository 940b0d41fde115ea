using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Jobs;

/// <summary>Runs a job by its name, whoever calls, and records what became of it. A job that throws ends no scheduler.</summary>
public sealed partial class JobRunner(IEnumerable<PlannedJob> jobs, JobRuns runs, IServiceProvider services, ILogger<JobRunner> logger)
{
    /// <param name="by">Who asked; null where its time had come.</param>
    public async Task<JobOutcome> Run(string job, string? by = null, CancellationToken cancellation = default)
    {
        var planned = jobs.Single(planned => planned.Name == job);
        try
        {
            await using var turn = await runs.Begin(job, by, cancellation);
            // Who joins in where a run is under way is not another run; what it does stands in the log.
            if (turn is null) return planned.Together ? await Outcome(planned, cancellation) : JobOutcome.Postponed("IsRunning");
            var outcome = await Outcome(planned, cancellation);
            await turn.End(outcome);
            return outcome;
        }
        catch (Exception failure) when (MeansUnavailable(failure))
        {
            Postponed(job, failure.Message);
            return JobOutcome.Postponed("DatabaseDown");
        }
    }

    private async Task<JobOutcome> Outcome(PlannedJob planned, CancellationToken cancellation)
    {
        try
        {
            return await planned.Create(services).Run(cancellation);
        }
        catch (Exception failure) when (MeansUnavailable(failure))
        {
            // What is due stays due. The next time comes by itself.
            Postponed(planned.Name, failure.Message);
            return JobOutcome.Postponed("DatabaseDown");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return JobOutcome.Postponed("Interrupted");
        }
        catch (Exception failure)
        {
            Failed(failure, planned.Name);
            return JobOutcome.Failed("Threw") with { Error = $"{failure.GetType().Name}: {failure.Message}" };
        }
    }

    private static bool MeansUnavailable(Exception failure) =>
        failure is EventLogUnavailableException or Npgsql.NpgsqlException { IsTransient: true };

    [LoggerMessage(LogLevel.Warning, "The job {Job} waits for the database: {Reason}")]
    private partial void Postponed(string job, string reason);

    [LoggerMessage(LogLevel.Error, "The job {Job} failed.")]
    private partial void Failed(Exception failure, string job);
}
