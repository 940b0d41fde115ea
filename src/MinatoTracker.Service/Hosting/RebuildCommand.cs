using System.CommandLine;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using Spectre.Console;

namespace MinatoTracker.Service.Hosting;

/// <summary><c>rebuild</c>: builds the history anew out of the events, while the service goes on working.</summary>
public static class RebuildCommand
{
    public static Command Build()
    {
        var command = new Command("rebuild", CliTexts.Of("Rebuild"));
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Rebuild(session, parsed.GetValue(CommandLine.Json), cancellation), cancellation));
        return command;
    }

    private static async Task<int> Rebuild(Session session, bool json, CancellationToken cancellation)
    {
        var rebuild = new HistoryRebuild(session.Get<EventLogDatabase>(), session.Get<TimeProvider>());
        var last = new RebuildProgress(0, 0, 0);
        try
        {
            Task Run(Action<RebuildProgress> show) => rebuild.Run(
                HistoryPlaces.Shape, HistoryPlaces.Of, new Relay(now => show(last = now)), cancellation);
            // A program reads JSON and nothing before it.
            if (json) await Run(_ => { });
            else await WithBar(Run);
        }
        catch (RebuildUnderWayException)
        {
            return CommandLine.Fail(CliTexts.Of("RebuildUnderWay"));
        }

        if (json) return CommandLine.PrintJson(last);
        CommandLine.PrintLine($"{CliTexts.Of("Rebuilt", last.Done)}");
        return 0;
    }

    private static Task WithBar(Func<Action<RebuildProgress>, Task> run) => AnsiConsole.Progress().StartAsync(async display =>
    {
        var bar = display.AddTask(CliTexts.Of("RebuildBar"));
        // A short rebuild is over before the display's own timer would have shown the bar once.
        display.Refresh();
        await run(now => (bar.MaxValue, bar.Value) = (Math.Max(now.Total, 1), now.Done));
        bar.Value = bar.MaxValue;
    });

    // Progress<T> reports by way of the thread pool and may come late or out of order.
    private sealed class Relay(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }
}
