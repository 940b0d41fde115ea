using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MinatoTracker.Service.Tests.Support;

public static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port of this machine that nobody listens on at the moment, and that no other test was given.</summary>
    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true)) return port;
        }
    }
}
