using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Jobs.Check;

/// <summary>Holds something that is derived from the log against a fold of the log. Changes nothing.</summary>
public interface IReadModelCheck
{
    /// <returns>What is off; empty where all is well.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    Task<IReadOnlyList<Finding>> Run(CancellationToken cancellation);
}

/// <summary>The log's own tables and the history.</summary>
public sealed class LogCheck(EventLogDatabase database, TrackerSettings settings, TimeProvider time) : IReadModelCheck
{
    public Task<IReadOnlyList<Finding>> Run(CancellationToken cancellation) =>
        new EventLogDoctor(database, time, HistoryPlaces.Of, HistoryPlaces.Shape).Examine(settings.Tenant, cancellation);
}
