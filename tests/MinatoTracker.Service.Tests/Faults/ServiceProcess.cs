using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>The service in a process of its own, which can be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    private ServiceProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it can work.</summary>
    public static async Task<ServiceProcess> Start(string postgres, string folder)
    {
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [Edition.Current.GetType().Assembly.Location, "serve"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MINATO_POSTGRES"] = postgres, ["MINATO_PORT"] = port, ["MINATO_LOCAL"] = folder, ["MINATO_SMTP"] = null },
        };
        var service = new ServiceProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        await service.IsReady();
        return service;
    }

    public async Task IsReady()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.Get(() => Ready(client), "the service to be ready");
    }

    /// <summary>Kill -9.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    private async Task<string?> Ready(HttpClient client)
    {
        if (process.HasExited) throw new InvalidOperationException($"The service ended with code {process.ExitCode}: {string.Join('\n', said)}");
        try
        {
            using var answer = await client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode ? "ready" : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
