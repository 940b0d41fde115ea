using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>Makes the database answer at another port from now on, until it is disposed: a database that comes and goes.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly List<TcpClient> open = [];
    private readonly Task serving;

    public Relay(int port, NpgsqlConnectionStringBuilder to)
    {
        listener = new(IPAddress.Loopback, port);
        listener.Start();
        serving = Serve(to.Host!, to.Port);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        foreach (var client in open) client.Dispose();
    }

    private async Task Serve(string host, int port)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                open.AddRange([client, server]);
                await server.ConnectAsync(host, port);
                _ = Pass(client, server);
                _ = Pass(server, client);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The database is gone.
        }
    }

    private static async Task Pass(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end was killed, and the other hears of it.
            from.Close();
            to.Close();
        }
    }
}
