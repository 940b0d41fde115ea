using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Server;
using MinatoTracker.Service.Comparing;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reviews;
using MinatoTracker.Service.Targets;
using Spectre.Console;

namespace MinatoTracker.Service.Hosting;

/// <summary>What a person types after <c>ops/minato</c>. Without a verb the service starts.</summary>
public static class CommandLine
{
    public static Option<bool> Json { get; } = new("--json") { Description = CliTexts.Of("JsonOption"), Recursive = true };

    private static Option<string> Language { get; } = new("--lang") { Description = CliTexts.Of("LangOption"), Recursive = true };

    private static Session? opened;

    public static async Task<int> Run(string[] args)
    {
        Speak(args);
        if (Console.IsOutputRedirected) PrintPlainly();
        var root = new RootCommand(CliTexts.Of("Root")) { Json, Language };
        root.Add(ServeCommand.Build());
        root.Add(ImportCommand.Build());
        root.Add(ExportCommand.Build());
        root.Add(ShowCommand.Build());
        root.Add(SnapshotCommand.Build());
        root.Add(WhyCommand.Build());
        root.Add(DiffCommand.Build());
        root.Add(RebuildCommand.Build());
        root.Add(DoctorCommand.Build());
        root.Add(PersonCommands.Build(OpenSession, Json));
        root.Add(TokenCommands.Build(OpenSession, Json));
        root.Add(ReviewsCommand.Build());
        root.Add(BaselineCommand.Build());
        root.Add(RemindCommand.Build());
        root.Add(JobsCommand.Build());
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, cancellation) => ServeCommand.Serve(args, demo: false, cancellation));
        return await Guarded(() => root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false }));
    }

    /// <summary>Runs one command on an open database.</summary>
    public static async Task<int> InSession(Func<Session, Task<int>> work, CancellationToken cancellation) =>
        await work(await Open(cancellation));

    private static async Task<IServiceProvider> OpenSession(ParseResult parsed, CancellationToken cancellation) =>
        (await Open(cancellation)).Services;

    // One command, one session; it is closed when the command is done.
    private static async Task<Session> Open(CancellationToken cancellation) => opened ??= await Session.Open(cancellation);

    /// <summary>What goes wrong is told in a line and an exit code, not in a stack trace.</summary>
    private static async Task<int> Guarded(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is PostgresNotFoundException or PostgresFailedException
            or MisconfiguredException or EventLogUnavailableException or UnreadableEventException or Npgsql.NpgsqlException or IOException or UnauthorizedAccessException)
        {
            return Fail(failure.Message);
        }
        finally
        {
            if (opened is not null) await opened.DisposeAsync();
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
    public static void PrintLine(FormattableString line) => AnsiConsole.MarkupLine(string.Format(
        CultureInfo.InvariantCulture,
        line.Format,
        [.. line.GetArguments().Select(value => Markup.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))]));

    public static void Print(Spectre.Console.Rendering.IRenderable output) => AnsiConsole.Write(output);

    // For another program or a file: no colours, and no line broken for a screen that is not there.
    private static void PrintPlainly()
    {
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        AnsiConsole.Profile.Width = 1000;
    }

    // Japanese first, as on the pages; --lang en or MINATO_LANG=en for English. Read ahead of the parser: its own help is translated too.
    private static void Speak(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var wanted = at >= 0 && at + 1 < args.Length ? args[at + 1] : Environment.GetEnvironmentVariable("MINATO_LANG");
        var culture = CultureInfo.GetCultureInfo(wanted is "en" ? "en" : "ja");
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = culture;
    }
}
