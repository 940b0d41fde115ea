using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MinatoTracker.Benchmarks;

/// <summary>The built service, with a folder and a PostgreSQL of its own that outlive it.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>Names the service to measure.</summary>
    public const string DllVariable = "MINATO_SERVICE_DLL";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static bool isPrepared;
    private readonly Process process;
    private readonly HttpClient client;

    private ServiceProcess(Process process, int port)
    {
        this.process = process;
        client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public double ResidentMiB
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    public static ServiceProcess Start(BenchCluster cluster, params string[] arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Dll(), "serve", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MINATO_LOCAL"] = Path.Combine(cluster.Folder, "service"),
                ["MINATO_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["MINATO_POSTGRES"] = null,
                ["MINATO_SMTP"] = null,
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The service did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, port);
    }

    /// <summary>Creates the cluster and imports the sample plan, unless an earlier run did.</summary>
    public static async Task Prepare(BenchCluster cluster, string page, CancellationToken cancellation)
    {
        if (!isPrepared)
        {
            await using var service = Start(cluster, "--demo");
            await service.WaitFor(page, cancellation);
        }

        isPrepared = true;
    }

    /// <summary>Runs a command on a database and answers the most memory it had at any time.</summary>
    public static async Task<double> MostMiB(string postgres, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Dll(), .. arguments]) { RedirectStandardOutput = true, Environment = { ["MINATO_POSTGRES"] = postgres } };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The command did not start.");
        process.BeginOutputReadLine();
        var most = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            if (!process.HasExited) most = Math.Max(most, process.PeakWorkingSet64);
            await Task.Delay(20, cancellation);
        }

        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
        return most / (1024.0 * 1024);
    }

    /// <summary>Whether the page came.</summary>
    public async Task<bool> Get(string path, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(path, cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
        return answer.IsSuccessStatusCode;
    }

    public async Task WaitFor(string path, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                if (await Get(path, cancellation)) return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // It does not listen yet.
            }

            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException($"The service did not show {path} within {Patience}.");
            await Task.Delay(5, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        // As a person's Ctrl-C or a service manager would: the service then stops its PostgreSQL.
        using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public static string Dll()
    {
        var built = Environment.GetEnvironmentVariable(DllVariable) ?? Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "../../../../../src/MinatoTracker.Service/bin/Release/net10.0/MinatoTracker.Service.dll"));
        return File.Exists(built) ? built : throw new FileNotFoundException("The service is not built: ops/bench builds it.", built);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
