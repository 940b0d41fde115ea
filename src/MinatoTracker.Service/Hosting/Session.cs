using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.Service.Hosting;

/// <summary>The service's parts without its web server, for one command of the command line.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly Database database;
    private readonly ServiceProvider services;

    private Session(Database database, ServiceProvider services) => (this.database, this.services) = (database, services);

    public IServiceProvider Services => services;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Opens the database and brings its schema up to date.</summary>
    public static async Task<Session> Open(CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var database = await Database.Open(TrackerSettings.From(configuration), cancellation);
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration)
            .AddTrackerCore(database.Settings)
            .BuildServiceProvider();
        await DatabaseStartup.Prepare(
            services.GetRequiredService<EventLogDatabase>(), services.GetRequiredService<IEventLog>(), database.Settings, cancellation);
        return new(database, services);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
