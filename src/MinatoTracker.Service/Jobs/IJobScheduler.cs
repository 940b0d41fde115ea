using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Jobs;

/// <summary>
/// What fires the jobs. It calls <see cref="JobRunner.Run"/> with a job's name when its time has come, on one node at a time;
/// a daily or weekly time that passed while no node was up is made up for once.
/// </summary>
public interface IJobScheduler
{
    /// <summary>Path of pages of the scheduler's own, for administrators; null where it has none.</summary>
    string? Dashboard => null;

    /// <summary>Has one of the nodes run a job as soon as it can. Answers at once.</summary>
    /// <param name="by">Who asked.</param>
    /// <exception cref="EventLogUnavailableException">The scheduler waits for the database.</exception>
    Task RunNow(string job, string by, CancellationToken cancellation = default);
}
