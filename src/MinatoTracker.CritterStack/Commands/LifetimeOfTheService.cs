using Microsoft.Extensions.Hosting;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Of a host within the service: it starts and stops when it is told to, and leaves it to the service to hear Ctrl-C.</summary>
internal sealed class LifetimeOfTheService : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
