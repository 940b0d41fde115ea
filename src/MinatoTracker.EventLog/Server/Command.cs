using System.ComponentModel;
using System.Diagnostics;

namespace MinatoTracker.EventLog.Server;

/// <summary>Runs a program to its end and keeps what it said.</summary>
internal static class Command
{
    // Settings such as PGDATA or PGOPTIONS would steer the server, and secrets in ours are none of its business.
    private static readonly string[] PassedOn = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "TMPDIR"];

    public static async Task<Result> Run(IReadOnlyList<string> line, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Describe(line) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new Result(127, "", missing.Message);
        }
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        return new Result(process.ExitCode, await output, await errors);
    }

    public static async Task<Result> RunOrThrow(IReadOnlyList<string> line, CancellationToken cancellation)
    {
        var result = await Run(line, cancellation);
        return result.Succeeded ? result : throw new PostgresFailedException($"{string.Join(' ', line)} failed: {result.Said}");
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> line)
    {
        // The unprivileged user may not be able to enter our working directory.
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in PassedOn)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    internal sealed record Result(int ExitCode, string Output, string Errors)
    {
        public bool Succeeded => ExitCode == 0;

        public string Said => $"exit code {ExitCode}. {Errors.Trim()} {Output.Trim()}".Trim();
    }
}
