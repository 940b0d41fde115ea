using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MinatoTracker.Service.Tests.Reliability;

/// <summary>Processes of the built service on one database, as an office with several nodes runs them; any of them may be killed.</summary>
public sealed class KilledServices : IAsyncDisposable
{
    private readonly List<Process> running = [];
    private readonly ConcurrentQueue<string> said = new();
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string dll;

    /// <param name="dll">The edition's executable, with what belongs to it beside it.</param>
    public KilledServices(string dll, IReadOnlyDictionary<string, string> settings) => (this.dll, this.settings) = (dll, settings);

    /// <summary>What the last of them wrote, for who has to find out why.</summary>
    public IEnumerable<string> LastWords => said.TakeLast(40);

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [dll, "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.Environment["MINATO_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(process.Id, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(process.Id, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        running.Add(process);
    }

    /// <summary>As the machine's failing would end it: it gets to do nothing any more.</summary>
    public async Task KillOne()
    {
        var victim = running[Random.Shared.Next(running.Count)];
        running.Remove(victim);
        victim.Kill();
        await victim.WaitForExitAsync();
        victim.Dispose();
    }

    /// <exception cref="InvalidOperationException">One ended that nobody killed.</exception>
    public void DemandAllRun()
    {
        if (running.Any(process => process.HasExited)) throw new InvalidOperationException($"A service ended by itself:\n{string.Join('\n', LastWords)}");
    }

    public async ValueTask DisposeAsync()
    {
        while (running.Count > 0) await KillOne();
    }

    private void Hear(int process, string? line)
    {
        if (line is not null) said.Enqueue($"{process}: {line}");
        while (said.Count > 1000) said.TryDequeue(out _);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
