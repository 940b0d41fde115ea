using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Hosting;

/// <summary>The parts that the service can have in another kind. These are the default edition's; another one overrides what it does differently.</summary>
public class Edition
{
    /// <summary>Set once, before anything is put together.</summary>
    public static Edition Current { get; set; } = new();

    /// <summary>The <see cref="IEventLog"/>.</summary>
    public virtual void AddEventLog(IServiceCollection services) => services.AddSingleton<IEventLog, PostgresEventLog>();

    /// <summary>The <see cref="ICommandBus"/>.</summary>
    public virtual void AddCommandBus(IServiceCollection services) => services.AddSingleton<ICommandBus, InProcessBus>();

    /// <summary>The <see cref="IJobScheduler"/>, started with the web service.</summary>
    public virtual void AddScheduler(IServiceCollection services, TrackerSettings settings) => services.AddQuartzScheduler(settings);

    /// <summary>What carries messages while the web service runs, and takes the place of what it has in common with the command line.</summary>
    public virtual void AddMessages(IServiceCollection services)
    {
    }

    /// <summary>Pages that only this edition has.</summary>
    public virtual void MapPages(IEndpointRouteBuilder routes)
    {
    }
}
