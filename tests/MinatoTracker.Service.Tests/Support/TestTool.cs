using System.Diagnostics;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>A program that tests need beside .NET: the one that a variable names, or else what ops/test would install.</summary>
public static class TestTool
{
    /// <param name="variable">MINATO_MAILDEV, MINATO_CHROMIUM.</param>
    /// <param name="install">The function in ops/build/test-tools.sh that finds or installs it, and sets the variable.</param>
    public static string Find(string variable, string install)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named) return named;
        var script = $"source ops/build/common.sh; source ops/build/test-tools.sh; {install}; printf '%s' \"${variable}\"";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
        })!;
        var found = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode == 0 ? found : throw new InvalidOperationException($"{variable} names no program, and none could be installed.");
    }

    /// <summary>The checkout.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MinatoTracker.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run from a build inside the checkout.");
    }
}
