using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>
/// Comes every morning and mails planning the week's summary, where it is due and as far as it has not left yet: a holiday on Monday,
/// a mail server that was down, a planner who came on Wednesday need nothing of their own.
/// </summary>
public sealed partial class SummaryJob(
    WeeklySummaries summaries, SummaryLetter letter, SummaryRecords records, IMailer mailer, AccessRoles roles, PeopleDirectory people,
    ReminderPolicies policies, TrackerSettings settings, TimeProvider time, ILogger<SummaryJob> logger) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var calendar = (await policies.Current(cancellation)).Calendar;
        if (SummaryWeek.DueOn(settings.Today(time), calendar) is not { } week) return JobOutcome.Idle;
        var sent = await records.SentSince(week.AddDays(-28), cancellation);
        var planners = await Planners(cancellation);
        var waiting = planners.Where(person => !sent[week].Contains(person.Id)).ToList();
        if (waiting.Count == 0) return planners.Count == 0 ? JobOutcome.Done("NoPlanners") : JobOutcome.Idle;

        // Where a week was left out, its changes are told of now.
        var since = sent.Select(past => past.Key).Where(past => past < week).DefaultIfEmpty(week.AddDays(-7)).Max();
        var summary = await summaries.Since(since, cancellation);
        var failed = 0;
        foreach (var person in waiting) failed += await Send(person, week, summary, cancellation) ? 0 : 1;
        return failed == 0 ? JobOutcome.Done("Summarized", waiting.Count) : JobOutcome.Failed("NotSummarized", waiting.Count - failed, failed);
    }

    private async Task<IReadOnlyList<Person>> Planners(CancellationToken cancellation)
    {
        var planners = (await roles.Today(cancellation)).With(Role.Planner, settings.Today(time)).ToHashSet(StringComparer.Ordinal);
        return [.. (await people.All(cancellation)).Where(person => person is { Active: true, Email: not null } && planners.Contains(person.Id))];
    }

    private async Task<bool> Send(Person person, DateOnly week, WeeklySummary summary, CancellationToken cancellation)
    {
        var messageId = MessageIdOf(week, person.Id);
        try
        {
            await mailer.Send(letter.To(person, summary, messageId), cancellation);
        }
        catch (MailException failure)
        {
            NotSent(person.Id, failure.Fault, failure.Detail);
            return false;
        }

        // The mail is out. A crash before this line sends it once more, under the same Message-ID.
        await records.Record(week, person.Id, messageId, CancellationToken.None);
        return true;
    }

    private string MessageIdOf(DateOnly week, string person)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{settings.Tenant}/summary/{week:yyyy-MM-dd}/{person}")));
        return $"summary-{Convert.ToHexStringLower(digest)[..32]}@{settings.MailFrom.Split('@')[^1]}";
    }

    [LoggerMessage(LogLevel.Warning, "The weekly summary for {Person} did not leave ({Fault}): {Detail}")]
    private partial void NotSent(string person, DeliveryFault fault, string? detail);
}
