using Marten;
using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.CritterStack.Log;

/// <summary>
/// The event log with Marten as its writer. The promises, the tables and the questions are those of <see cref="PostgresEventLog"/>:
/// commands in a hurry share a commit, a retry is recognised, and what was in force is read with the same SQL.
/// </summary>
public sealed class MartenEventLog(EventLogDatabase database, IDocumentStore store, TimeProvider time) : PostgresEventLog(database, time)
{
    private readonly EventLogDatabase connections = database;
    private readonly TimeProvider clock = time;

    /// <summary>And lays down the functions that Marten calls, where they are missing.</summary>
    public override async Task AddTenant(string tenant, CancellationToken cancellation = default)
    {
        await base.AddTenant(tenant, cancellation);
        await MartenFunctions.Ensure(connections, clock, cancellation);
    }

    internal override IAppendWriter NewWriter(string tenant) => new MartenWriter(store, tenant, clock);
}
