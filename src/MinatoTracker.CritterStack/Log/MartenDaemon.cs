using JasperFx.Events.Daemon;
using Marten;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using Npgsql;

namespace MinatoTracker.CritterStack.Log;

/// <summary>Marten's async daemon, running subscriptions on one tenant's events.</summary>
public sealed class MartenDaemon : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly DocumentStore store;
    private readonly IProjectionDaemon daemon;

    private MartenDaemon(NpgsqlDataSource source, DocumentStore store, IProjectionDaemon daemon) =>
        (this.source, this.store, this.daemon) = (source, store, daemon);

    /// <param name="connectionString">Of the schema's owner: the daemon keeps the progress of all in one table.</param>
    public static async Task<MartenDaemon> Start(
        string connectionString, string tenant, TimeProvider time, IReadOnlyList<ISubscription> subscriptions, CancellationToken cancellation = default)
    {
        var source = NpgsqlDataSource.Create(OfTenant(connectionString, tenant));
        var store = MartenStore.Open(source, time, options =>
        {
            foreach (var subscription in subscriptions) options.Events.Subscribe(new DaemonSubscription(subscription));
        });
        var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var subscription in subscriptions)
            await daemon.StartAgentAsync(CheckpointName.Of(subscription.Name, tenant).Value, cancellation);
        return new(source, store, daemon);
    }

    public async ValueTask DisposeAsync()
    {
        await daemon.StopAllAsync();
        daemon.Dispose();
        await store.DisposeAsync();
        await source.DisposeAsync();
    }

    // The daemon opens connections of its own, past the sessions that would name their tenant: so every one names it from the start.
    internal static string OfTenant(string connectionString, string tenant)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = EventLogDatabase.NameFor(connectionString, "daemon") };
        builder.Options = $"{builder.Options} -c minato.tenant={tenant}".Trim();
        return builder.ConnectionString;
    }
}
