using System.CommandLine;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Hosting;

/// <summary><c>doctor</c>: says what is off with the database; exit code 1 when something needs mending.</summary>
public static class DoctorCommand
{
    public static Command Build()
    {
        var command = new Command("doctor", CliTexts.Of("Doctor"));
        command.SetAction((parsed, cancellation) => CommandLine.InSession(
            session => Examine(session, parsed.GetValue(CommandLine.Json), cancellation), cancellation));
        return command;
    }

    private static async Task<int> Examine(Session session, bool json, CancellationToken cancellation)
    {
        var doctor = new EventLogDoctor(session.Get<EventLogDatabase>(), session.Get<TimeProvider>(), HistoryPlaces.Of, HistoryPlaces.Shape);
        var jobs = await session.Get<JobQueries>().All(cancellation);
        Finding[] findings = [.. await doctor.Examine(cancellation: cancellation), .. JobHealth.Findings(jobs, session.Get<TrackerSettings>().Tenant)];
        if (json) CommandLine.PrintJson(findings);
        else Print(findings);
        return findings.Any(finding => finding.Severity == Severity.Error) ? 1 : 0;
    }

    private static void Print(Finding[] findings)
    {
        if (findings.Length == 0) CommandLine.PrintLine($"{CliTexts.Of("DoctorWell")}");
        foreach (var finding in findings)
            CommandLine.PrintLine($"[yellow]{JobWords.Of($"Severity.{finding.Severity}")}[/] {finding.Code} {finding.Tenant} {FindingWords.Of(finding)}");
    }
}
