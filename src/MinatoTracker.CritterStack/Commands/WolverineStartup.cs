using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Starts Wolverine when the database is there, so that messages of a process that died are taken up again without anybody asking.</summary>
public sealed partial class WolverineStartup(WolverineNode node, DatabaseState database, TimeProvider time, ILogger<WolverineStartup> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await node.Stop(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WhenReady(stoppingToken);
        while (!await Started(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> Started(CancellationToken cancellation)
    {
        try
        {
            await node.Running(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            NotStarted(failure.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Wolverine can't start: {Reason} Trying again.")]
    private partial void NotStarted(string reason);
}
