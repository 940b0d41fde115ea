using Marten;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.CritterStack;

/// <summary>The service on Marten.</summary>
public sealed class CritterStackEdition : Edition
{
    public override void AddEventLog(IServiceCollection services)
    {
        services.AddSingleton<IDocumentStore>(provider => MartenStore.Open(
            provider.GetRequiredService<EventLogDatabase>().Writer, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventLog, MartenEventLog>();
    }
}
