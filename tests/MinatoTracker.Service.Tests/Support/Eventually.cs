using System.Diagnostics;

namespace MinatoTracker.Service.Tests.Support;

public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until there is something, and fails when nothing comes.</summary>
    public static async Task<T> Get<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
            if (await look() is { } found) return found;
        throw new TimeoutException($"Waited in vain for {what}.");
    }
}
