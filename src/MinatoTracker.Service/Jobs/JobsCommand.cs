using System.CommandLine;
using System.Globalization;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs;

/// <summary><c>jobs</c>: how the jobs fare. <c>jobs run NAME</c>: runs one here and now, whether a service is up or not.</summary>
public static class JobsCommand
{
    public static Command Build()
    {
        Argument<string> name = new("name") { Description = JobWords.Of("Cli.Name") };
        var run = new Command("run", JobWords.Of("Cli.Run")) { name };
        run.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Run(session, parsed.GetValue(name)!, parsed.GetValue(CommandLine.Json), cancellation), cancellation));
        var command = new Command("jobs", JobWords.Of("Cli.Jobs")) { run };
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => List(session, parsed.GetValue(CommandLine.Json), cancellation), cancellation));
        return command;
    }

    private static async Task<int> List(Session session, bool json, CancellationToken cancellation)
    {
        var view = await session.Get<JobQueries>().All(cancellation);
        if (json) return CommandLine.PrintJson(view);
        foreach (var job in view.Jobs)
        {
            CommandLine.PrintLine($"[bold]{job.Name}[/] {job.Title}");
            CommandLine.PrintLine($"  {JobWords.Of("Page.Last")}: {Line(job.Last, session)}");
            CommandLine.PrintLine($"  {JobWords.Of("Page.Next")}: {Here(job.Next, session)} {job.Schedule}");
            if (job.IsOverdue) CommandLine.PrintLine($"  [red]{JobWords.Of("Page.Overdue")}[/]");
            foreach (var finding in job.Findings) Print(finding);
        }

        return 0;
    }

    private static async Task<int> Run(Session session, string name, bool json, CancellationToken cancellation)
    {
        if (!session.Get<JobQueries>().Knows(name))
            return CommandLine.Fail(JobWords.Of("Cli.Unknown", name, string.Join(", ", session.Services.GetServices<PlannedJob>().Select(job => job.Name))));
        var outcome = await session.Get<JobRunner>().Run(name, PeopleDirectory.Operator, cancellation);
        if (json)
        {
            CommandLine.PrintJson(new { job = name, outcome.Result, Says = JobWords.Of(outcome.Note), outcome.Error, Findings = outcome.Findings?.Select(FindingView.Of) });
        }
        else
        {
            CommandLine.PrintLine($"{JobWords.Of($"JobResult.{outcome.Result}")}: {JobWords.Of(outcome.Note)} {outcome.Error}");
            foreach (var finding in outcome.Findings ?? []) Print(FindingView.Of(finding));
        }

        return outcome.Result is JobResult.Succeeded ? 0 : 1;
    }

    private static void Print(FindingView finding) =>
        CommandLine.PrintLine($"  [yellow]{JobWords.Of($"Severity.{finding.Severity}")}[/] {finding.Message} ({finding.Code})");

    private static string Line(RunView? run, Session session) => run is null
        ? JobWords.Of("Page.Never")
        : $"{Here(run.EndedAt ?? run.StartedAt, session)} {JobWords.Of(run.Result is { } result ? $"JobResult.{result}" : "JobResult.Running")} {run.Says} {run.Error}".TrimEnd();

    private static string Here(DateTimeOffset time, Session session) =>
        TimeZoneInfo.ConvertTime(time, session.Get<TrackerSettings>().Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
