using MinatoTracker.EventLog.Server;

namespace MinatoTracker.Service.Hosting;

/// <summary>The PostgreSQL that a run works on: the configured one, or a private one that lives as long as it is needed.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly PrivatePostgres? own;

    private Database(TrackerSettings settings, PrivatePostgres? own) => (Settings, this.own) = (settings, own);

    /// <summary>With the connection to use.</summary>
    public TrackerSettings Settings { get; }

    public static async Task<Database> Open(TrackerSettings settings, CancellationToken cancellation = default)
    {
        if (settings.Postgres is not null) return new(settings, null);
        var folder = Path.Combine(settings.LocalFolder, "postgres");
        var own = await PrivatePostgres.Start(new() { Directory = folder, Durable = true, KeepData = true }, cancellation);
        return new(settings with { Postgres = own.ConnectionString }, own);
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
