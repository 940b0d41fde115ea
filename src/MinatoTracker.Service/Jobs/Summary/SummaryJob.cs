using System.Globalization;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>
/// Comes every morning and mails planning the week's summary, where it is due and as far as it has not left yet: a holiday on Monday,
/// a mail server that was down, a planner who came on Wednesday need nothing of their own.
/// </summary>
public sealed class SummaryJob(
    WeeklySummaries summaries, SummaryLetter letter, SummaryRecords records, JobPost post,
    ReminderPolicies policies, TrackerSettings settings, TimeProvider time) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var calendar = (await policies.Current(cancellation)).Calendar;
        if (SummaryWeek.DueOn(settings.Today(time), calendar) is not { } week) return JobOutcome.Idle;
        var sent = await records.SentSince(week.AddDays(-28), cancellation);
        var planners = await post.With(Role.Planner, cancellation);
        var waiting = planners.Where(person => !sent[week].Contains(person.Id)).ToList();
        if (waiting.Count == 0) return planners.Count == 0 ? JobOutcome.Done("NoPlanners") : JobOutcome.Idle;

        // Where a week was left out, its changes are told of now.
        var since = sent.Select(past => past.Key).Where(past => past < week).DefaultIfEmpty(week.AddDays(-7)).Max();
        var summary = await summaries.Since(since, cancellation);
        var failed = 0;
        foreach (var person in waiting) failed += await Send(person, week, summary, cancellation) ? 0 : 1;
        return failed == 0 ? JobOutcome.Done("Summarized", waiting.Count) : JobOutcome.Failed("NotSummarized", waiting.Count - failed, failed);
    }

    private async Task<bool> Send(Person person, DateOnly week, WeeklySummary summary, CancellationToken cancellation)
    {
        var messageId = post.MessageId("summary", string.Create(CultureInfo.InvariantCulture, $"{week:yyyy-MM-dd}/{person.Id}"));
        if (!await post.Send(person, messageId, SummaryLetter.Subject(summary), letter.To(person, summary), cancellation)) return false;
        // The mail is out. A crash before this line sends it once more, under the same Message-ID.
        await records.Record(week, person.Id, messageId, CancellationToken.None);
        return true;
    }
}
