using MinatoTracker.EventLog.InMemory;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public sealed class InMemoryLogConformance : EventLogConformance
{
    protected override Task<IEventLog> NewLog() => Task.FromResult<IEventLog>(new InMemoryEventLog(Clock));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class PostgresLogConformance(PostgresServer server) : EventLogConformance
{
    private TestDatabase database = null!;
    private IEventLog? elsewhere;

    protected override async Task<IEventLog> NewLog()
    {
        database = await server.NewDatabase();
        return database.NewLog(Clock);
    }

    protected override IEventLog LogElsewhere => elsewhere ??= database.NewLog(Clock);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
