using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

/// <summary>What every log must do, whatever it is kept in. A class a log derives from this and names its log.</summary>
public abstract partial class EventLogConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2020, 10, 2, 12, 0, 0, TimeSpan.Zero);

    protected FakeTime Clock { get; } = new(Noon);

    protected IEventLog Log { get; private set; } = null!;

    protected abstract Task<IEventLog> NewLog();

    /// <summary>The same log as another process has it; the same object for a log that lives in one.</summary>
    protected virtual IEventLog LogElsewhere => Log;

    public async ValueTask InitializeAsync()
    {
        Log = await NewLog();
        await Log.AddTenant(Some.Tenant);
    }

    public abstract ValueTask DisposeAsync();
}
