using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>
/// Comes every morning and has planning mailed the week's summary, where it is due and as far as it has not left yet: a holiday on
/// Monday, a mail server that was down, a planner who came on Wednesday need nothing of their own.
/// </summary>
public sealed class SummaryJob(
    IMailHandover<SummaryTo> handover, SummaryRecords records, JobPost post, ReminderPolicies policies, TrackerSettings settings, TimeProvider time) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var calendar = (await policies.Current(cancellation)).Calendar;
        if (SummaryWeek.DueOn(settings.Today(time), calendar) is not { } week) return JobOutcome.Idle;
        var sent = await records.SentSince(week.AddDays(-28), cancellation);
        var planners = await post.With(Role.Planner, cancellation);
        string[] waiting = [.. planners.Select(person => person.Id).Where(person => !sent[week].Contains(person))];
        if (waiting.Length == 0) return planners.Count == 0 ? JobOutcome.Done("NoPlanners") : JobOutcome.Idle;

        // Where a week was left out, its changes are told of now.
        var since = sent.Select(past => past.Key).Where(past => past < week).DefaultIfEmpty(week.AddDays(-7)).Max();
        var failed = await handover.Write(new(week, since, waiting), cancellation);
        return failed == 0 ? JobOutcome.Done("Summarized", waiting.Length) : JobOutcome.Failed("NotSummarized", waiting.Length - failed, failed);
    }
}
