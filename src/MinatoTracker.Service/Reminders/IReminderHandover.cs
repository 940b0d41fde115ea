using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>How a run gets people into the hands of a worker.</summary>
public interface IReminderHandover
{
    /// <summary>Claims people whose turn has come, has a worker write to them, and answers when it is through.</summary>
    /// <param name="people">At most so many.</param>
    /// <returns>How many letters were tried; null where it is nobody's turn.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    Task<int?> Next(int people, RunTally run, CancellationToken cancellation);
}

/// <summary>The worker is in this process. If that dies, whoever was claimed is claimed again when the lease has ended.</summary>
public sealed class WorkerAtHand(ReminderClaims claims, ReminderWorker worker, TrackerSettings settings, TimeProvider time) : IReminderHandover
{
    public async Task<int?> Next(int people, RunTally run, CancellationToken cancellation)
    {
        var (now, until) = (time.GetUtcNow(), time.GetUtcNow() + settings.ReminderLease);
        var turns = await claims.Claim(people, now, until, cancellation);
        return turns.Count > 0 ? await worker.Write(turns, until, run, cancellation) : null;
    }
}
