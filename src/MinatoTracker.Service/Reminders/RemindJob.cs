using MinatoTracker.EventLog;
using Quartz;

namespace MinatoTracker.Service.Reminders;

/// <summary>Fires every minute on one of the nodes. It only asks; state decides.</summary>
[DisallowConcurrentExecution]
public sealed partial class RemindJob(ReminderRun run, ILogger<RemindJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await run.RunOnce(cancellationToken);
        }
        catch (Exception failure) when (failure is EventLogUnavailableException or Npgsql.NpgsqlException)
        {
            // What is due stays due. The next minute comes by itself.
            Postponed(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reminders wait for the database: {Reason}")]
    private partial void Postponed(string reason);
}
