using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.CritterStack.Jobs;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.CritterStack.Offices;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.CritterStack;

/// <summary>The service on Marten, Wolverine and Hangfire.</summary>
public sealed class CritterStackEdition : Edition
{
    public override void AddEventLog(IServiceCollection services)
    {
        services.AddSingleton<IDocumentStore>(provider => MartenStore.Open(
            provider.GetRequiredService<EventLogDatabase>().Batches, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventLog, MartenEventLog>();
    }

    public override void AddScheduler(IServiceCollection services, TrackerSettings settings) => services.AddHangfireScheduler(settings);

    /// <summary>The command line keeps to the other bus: a node that comes for one command and goes is not worth starting.</summary>
    public override void AddMessages(IServiceCollection services) => services
        // Each start of theirs would drown what an operator has to read.
        .AddLogging(logging => logging.AddFilter("Wolverine", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning)
            // The offices' node has none, and is meant to.
            .AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error))
        .AddWolverineBus().AddHostedService<WolverineStartup>()
        .AddSingleton<ISubscription, PlannedReminders>().AddSingleton<OfficesNode>().AddHostedService<OfficesStartup>();

    public override void MapPages(IEndpointRouteBuilder routes) => routes.MapHangfireDashboard();
}
