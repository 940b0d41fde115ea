using Marten;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog.Tests.Conformance;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.CritterStack;

public sealed class MartenLogConformance(PostgresServer server) : EventLogConformance
{
    private TestDatabase database = null!;
    private DocumentStore store = null!;
    private IEventLog? elsewhere;

    protected override async Task<IEventLog> NewLog()
    {
        database = await server.NewDatabase();
        store = MartenStore.Open(database.Connections.Batches, Clock);
        return new MartenEventLog(database.Connections, store, Clock);
    }

    /// <summary>A process of the default edition on the same database.</summary>
    protected override IEventLog LogElsewhere => elsewhere ??= database.NewLog(Clock);

    public override async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
    }
}
