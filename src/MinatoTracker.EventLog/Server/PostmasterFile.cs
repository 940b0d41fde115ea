using System.Diagnostics;
using System.Globalization;

namespace MinatoTracker.EventLog.Server;

/// <summary>What postmaster.pid says about the server of a data folder.</summary>
internal sealed record PostmasterFile(int ProcessId, string Data, int Port)
{
    public static PostmasterFile? Read(string data)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(data));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        return new PostmasterFile(Number(lines, 0), lines.ElementAtOrDefault(1) ?? "", Number(lines, 3));
    }

    public static string PathIn(string data) => Path.Combine(data, "postmaster.pid");

    /// <summary>
    /// Whether that process still is this server. After a crash the number may belong to any other process,
    /// which PostgreSQL itself takes for a running server when it is one of the same user.
    /// </summary>
    public bool IsRunning()
    {
        if (ProcessId <= 0)
            return false;
        return OperatingSystem.IsLinux() ? CommandLineNamesData() : ProcessIsPostgres();
    }

    private bool CommandLineNamesData()
    {
        try
        {
            return File.ReadAllText($"/proc/{ProcessId}/cmdline").Split('\0').Contains(Data);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool ProcessIsPostgres()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName is "postgres" or "postmaster";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static int Number(string[] lines, int index) =>
        int.TryParse(lines.ElementAtOrDefault(index), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
