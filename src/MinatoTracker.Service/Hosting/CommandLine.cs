using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Server;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Targets;
using Spectre.Console;

namespace MinatoTracker.Service.Hosting;

/// <summary>What a person types after <c>ops/minato</c>. Without a verb the service starts.</summary>
public static class CommandLine
{
    public static Option<bool> Json { get; } = new("--json") { Description = CliTexts.Of("JsonOption"), Recursive = true };

    private static Option<string> Language { get; } = new("--lang") { Description = CliTexts.Of("LangOption"), Recursive = true };

    public static async Task<int> Run(string[] args)
    {
        Speak(args);
        var root = new RootCommand(CliTexts.Of("Root")) { Json, Language };
        root.Add(ServeCommand.Build());
        root.Add(ImportCommand.Build());
        root.Add(ExportCommand.Build());
        root.Add(ShowCommand.Build());
        root.Add(SnapshotCommand.Build());
        root.Add(WhyCommand.Build());
        root.Add(RemindCommand.Build());
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, cancellation) => ServeCommand.Serve(args, demo: false, cancellation));
        return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Runs one command on an open database; what goes wrong is told in a line and an exit code, not in a stack trace.</summary>
    public static async Task<int> InSession(Func<Session, Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            await using var session = await Session.Open(cancellation);
            return await work(session);
        }
        catch (Exception failure) when (failure is PostgresNotFoundException or PostgresFailedException
            or EventLogUnavailableException or Npgsql.NpgsqlException or IOException or UnauthorizedAccessException)
        {
            return Fail(failure.Message);
        }
    }

    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }

    public static int PrintJson<T>(T answer)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(answer, JsonShapes.Indented));
        return 0;
    }

    /// <summary>A line with markup; what is put into it is shown as it is.</summary>
    public static void PrintLine(FormattableString line) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, line);

    public static void Print(Spectre.Console.Rendering.IRenderable output) => AnsiConsole.Write(output);

    // Japanese first, as on the pages; --lang en or MINATO_LANG=en for English. Read ahead of the parser: its own help is translated too.
    private static void Speak(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var wanted = at >= 0 && at + 1 < args.Length ? args[at + 1] : Environment.GetEnvironmentVariable("MINATO_LANG");
        var culture = CultureInfo.GetCultureInfo(wanted is "en" ? "en" : "ja");
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = culture;
    }
}
