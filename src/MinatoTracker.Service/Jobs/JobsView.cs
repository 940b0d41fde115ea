using System.Text.Json;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs;

/// <summary>The jobs as an operator sees them, in the language that is spoken at the moment.</summary>
/// <param name="Recent">Runs that had something to do, the latest first.</param>
public sealed record JobsView(IReadOnlyList<JobView> Jobs, IReadOnlyList<RunView> Recent);

/// <param name="Schedule">In words.</param>
/// <param name="Next">When it comes next.</param>
/// <param name="IsOverdue">It should have come by now: no node is up, or the scheduler stands still.</param>
/// <param name="Last">Null where it never ran.</param>
/// <param name="Looked">When it last looked for what it looks for; null where it never did, or looks for nothing.</param>
public sealed record JobView(
    string Name, string Title, string About, string Schedule, DateTimeOffset Next, bool IsOverdue, RunView? Last,
    DateTimeOffset? Looked, IReadOnlyList<FindingView> Findings);

/// <param name="AskedBy">Name of who asked; null where its time had come.</param>
/// <param name="Result">Null while it is running.</param>
/// <param name="Says">What it did, in a line; empty while it is running.</param>
public sealed record RunView(
    string Job, string Title, string Node, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JobResult? Result, string Says, string? Error);

public sealed record FindingView(string Code, Severity Severity, string Message, JsonElement Data)
{
    public static FindingView Of(Finding finding) => new(finding.Code, finding.Severity, FindingWords.Of(finding), finding.Data);
}

/// <summary>Answers how the jobs fare.</summary>
public sealed class JobQueries(IEnumerable<PlannedJob> jobs, JobRuns runs, PeopleDirectory people, TrackerSettings settings, TimeProvider time)
{
    private const int Recent = 30;

    public bool Knows(string job) => jobs.Any(planned => planned.Name == job);

    public async Task<JobsView> All(CancellationToken cancellation = default)
    {
        string[] names = [.. jobs.Select(job => job.Name)];
        var last = (await runs.Last(names, cancellation)).ToDictionary(run => run.Job, StringComparer.Ordinal);
        var looked = (await runs.LastThatLooked(names, cancellation)).ToDictionary(run => run.Job, StringComparer.Ordinal);
        var recent = await runs.Recent(Recent, cancellation);
        var askers = await people.Names(last.Values.Concat(recent).Select(run => run.AskedBy).OfType<string>(), cancellation);
        return new(
            [.. jobs.Select(job => View(job, last.GetValueOrDefault(job.Name), looked.GetValueOrDefault(job.Name), askers))],
            [.. recent.Select(run => View(run, askers))]);
    }

    private JobView View(PlannedJob job, JobRun? last, JobRun? looked, IReadOnlyDictionary<string, string> askers)
    {
        var timing = JobTiming.Of(job.Schedule, last?.StartedAt, time.GetUtcNow(), settings.Zone);
        return new(
            job.Name, JobWords.Title(job.Name), JobWords.About(job.Name), JobWords.Of(job.Schedule), timing.Next, timing.IsOverdue,
            last is null ? null : View(last, askers),
            looked?.StartedAt,
            [.. looked?.Outcome?.Findings?.Select(FindingView.Of) ?? []]);
    }

    private static RunView View(JobRun run, IReadOnlyDictionary<string, string> askers) => new(
        run.Job, JobWords.Title(run.Job), run.Node, run.AskedBy is { } by ? askers[by] : null, run.StartedAt, run.EndedAt, run.Outcome?.Result,
        run.Outcome is { } outcome ? JobWords.Of(outcome.Note) : "", run.Outcome?.Error);
}
