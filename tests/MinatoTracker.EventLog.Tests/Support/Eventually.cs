using System.Diagnostics;

namespace MinatoTracker.EventLog.Tests.Support;

/// <summary>Asks again and again, for a minute at most: what others do takes as long as the machine is busy.</summary>
internal static class Eventually
{
    public static async Task True(Func<Task<bool>> condition, string what)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
            if (since.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException($"Not within a minute: {what}.");
    }
}
