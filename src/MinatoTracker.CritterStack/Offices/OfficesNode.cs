using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.Service.Hosting;
using Wolverine;
using Wolverine.Marten;

namespace MinatoTracker.CritterStack.Offices;

/// <summary>
/// This process's share of the subscriptions of all offices, wherever their databases are. The processes meet in one database, agree
/// there on who runs what, and notice there who is gone.
/// </summary>
public sealed class OfficesNode(TrackerSettings settings, IEnumerable<ISubscription> subscriptions, TimeProvider time, ILoggerFactory logs)
    : IAsyncDisposable
{
    private const string Schema = "wolverine_offices";
    private IHost? host;

    /// <summary>Where offices have databases of their own. In one database whoever asks a read model brings it up to date.</summary>
    public bool IsNeeded => settings.Databases.Count > 0;

    /// <exception cref="InvalidOperationException">There is no place to meet.</exception>
    public async Task Start(CancellationToken cancellation)
    {
        var meeting = settings.Meeting
            ?? throw new InvalidOperationException("Beside MINATO_DATABASES, MINATO_POSTGRES must name the database in which the processes meet.");
        foreach (var connection in settings.Offices.Values) await Prepare(connection, cancellation);
        await WolverineStorage.Migrate(meeting, Schema);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheService>();
        builder.Services.AddMarten(Configure).IntegrateWithWolverine(integration =>
        {
            integration.MainDatabaseConnectionString = meeting;
            integration.MessageStorageSchemaName = Schema;
            integration.AutoCreate = AutoCreate.None;
            integration.UseWolverineManagedEventSubscriptionDistribution = true;
        });
        builder.Services.AddWolverine(ExtensionDiscovery.ManualOnly, options =>
        {
            options.ServiceName = "minato-offices";
            options.ApplicationAssembly = typeof(OfficesNode).Assembly;
            options.UseRuntimeCompilation();
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            options.Discovery.DisableConventionalDiscovery();
            options.Durability.NoticeTheDead(settings);
        });
        host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async Task Stop(CancellationToken cancellation)
    {
        if (host is { } running) await running.StopAsync(cancellation);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref host, null) is IAsyncDisposable running) await running.DisposeAsync();
    }

    // The log's own tables an office's own process lays down.
    private async Task Prepare(string connection, CancellationToken cancellation)
    {
        await using var database = new EventLogDatabase(connection);
        await MartenFunctions.Ensure(database, time, cancellation);
        await WolverineStorage.Migrate(connection, Schema);
    }

    // As the schema's owner, because Marten keeps the progress of all in one table; but each connection sees one office.
    private void Configure(StoreOptions options)
    {
        options.MultiTenantedDatabases(databases =>
        {
            foreach (var (office, connection) in settings.Offices) databases.AddSingleTenantDatabase(MartenDaemon.OfTenant(connection, office), office);
        });
        MartenStore.Configure(options, time, new(PolicySettings.Standard));
        foreach (var subscription in subscriptions) options.Events.Subscribe(new DaemonSubscription(subscription));
    }
}
