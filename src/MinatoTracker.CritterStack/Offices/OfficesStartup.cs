using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.CritterStack.Offices;

/// <summary>Has this process take its share when the database is there, and goes on trying while another office's is not.</summary>
public sealed partial class OfficesStartup(OfficesNode node, DatabaseState database, TimeProvider time, ILogger<OfficesStartup> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await node.Stop(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!node.IsNeeded) return;
        await database.WhenReady(stoppingToken);
        while (!await Started(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> Started(CancellationToken cancellation)
    {
        try
        {
            await node.Start(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The offices' subscriptions can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
