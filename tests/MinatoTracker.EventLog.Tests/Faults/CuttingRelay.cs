using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Faults;

/// <summary>Which part of a conversation gets lost.</summary>
public enum Cut
{
    /// <summary>The request never reaches the server.</summary>
    Request,

    /// <summary>The server does what it is asked, and its answer never arrives.</summary>
    Answer,
}

/// <summary>Stands between a log and its server, and cuts connections at a request that holds a certain word.</summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly string host;
    private readonly int port;
    private readonly Task serving;
    private int cuts;
    private int left;

    public CuttingRelay(string to)
    {
        var target = new NpgsqlConnectionStringBuilder(to);
        (host, port) = (target.Host!, target.Port);
        listener.Start();
        var here = ((IPEndPoint)listener.LocalEndpoint).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(to) { Host = "127.0.0.1", Port = here }.ConnectionString;
        serving = Serve();
    }

    public string ConnectionString { get; }

    public int Cuts => cuts;

    public string Word { get; init; } = "";

    public Cut What { get; init; }

    /// <summary>How often to cut from now on.</summary>
    public int Left
    {
        set => left = value;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        foreach (var client in open) client.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true) _ = Carry(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var server = new TcpClient();
        open.Add(client);
        try
        {
            await server.ConnectAsync(host, port);
            var deaf = new TaskCompletionSource();
            await Task.WhenAny(Ask(client.GetStream(), server.GetStream(), deaf), Answer(server.GetStream(), client.GetStream(), deaf));
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException or ObjectDisposedException)
        {
            // One end is gone, so the other goes too.
        }

        client.Close();
    }

    private async Task Ask(NetworkStream from, NetworkStream to, TaskCompletionSource deaf)
    {
        var buffer = new byte[1 << 20];
        var word = Encoding.ASCII.GetBytes(Word);
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            var request = buffer.AsMemory(0, count);
            if (!deaf.Task.IsCompleted && request.Span.IndexOf(word) >= 0 && Interlocked.Decrement(ref left) >= 0)
            {
                Interlocked.Increment(ref cuts);
                if (What == Cut.Request) return;
                deaf.SetResult();
            }

            await to.WriteAsync(request);
        }
    }

    private static async Task Answer(NetworkStream from, NetworkStream to, TaskCompletionSource deaf)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            // The server has answered, so it has done what it was asked.
            if (deaf.Task.IsCompleted) return;
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
