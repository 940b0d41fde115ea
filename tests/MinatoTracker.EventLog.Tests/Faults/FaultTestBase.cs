using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Faults;

/// <summary>A log with a stream of one event, and what must hold of it whatever went wrong.</summary>
public abstract class FaultTestBase(PostgresServer server) : IAsyncLifetime
{
    private protected TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await server.NewDatabase();
        var log = Database.NewLog();
        await log.AddTenant(Some.Tenant);
        await log.Append(Appends.Stream, ExpectedVersion.MustBeNew, Some.Event());
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<long> Events() => Database.Scalar<long>("select count(*) from minato.mt_events");

    /// <summary>Streams, numbers and history agree with the events: nothing is there by half.</summary>
    private protected async Task ShouldBeWhole()
    {
        var findings = await new EventLogDoctor(Database.Connections, TimeProvider.System, Appends.PlaceOf).Examine();
        findings.Where(finding => finding.Code != "not_durable").ShouldBeEmpty();
    }
}
