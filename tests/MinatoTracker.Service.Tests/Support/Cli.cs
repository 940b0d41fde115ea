using System.Diagnostics;
using System.Text;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>The command line as a person types it, in a process of its own.</summary>
public static class Cli
{
    public static async Task<(int Code, string Said, string Complaint)> Type(string typed, string postgres)
    {
        var start = new ProcessStartInfo("dotnet", [Edition.Current.GetType().Assembly.Location, .. typed.Split(' ')])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["MINATO_POSTGRES"] = postgres },
        };
        using var process = Process.Start(start)!;
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await complaint);
    }
}
