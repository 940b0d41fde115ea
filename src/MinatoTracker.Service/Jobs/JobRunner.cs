using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Jobs;

/// <summary>Runs a job by its name, whoever calls, and says what became of it. A job that throws ends no scheduler.</summary>
public sealed partial class JobRunner(IEnumerable<PlannedJob> jobs, IServiceProvider services, ILogger<JobRunner> logger)
{
    /// <exception cref="OperationCanceledException">The process stops.</exception>
    public async Task<JobOutcome> Run(string job, CancellationToken cancellation = default)
    {
        var planned = jobs.Single(planned => planned.Name == job);
        try
        {
            return await planned.Create(services).Run(cancellation);
        }
        catch (Exception failure) when (failure is EventLogUnavailableException or Npgsql.NpgsqlException { IsTransient: true })
        {
            // What is due stays due. The next time comes by itself.
            Postponed(job, failure.Message);
            return JobOutcome.Postponed("DatabaseDown");
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Failed(failure, job);
            return JobOutcome.Failed("Threw", failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job {Job} waits for the database: {Reason}")]
    private partial void Postponed(string job, string reason);

    [LoggerMessage(LogLevel.Error, "The job {Job} failed.")]
    private partial void Failed(Exception failure, string job);
}
