using System.Globalization;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>A week's summary to these people.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Since">The start of the time that it tells of.</param>
/// <param name="People">Their ids.</param>
public sealed record SummaryTo(DateOnly Week, DateOnly Since, string[] People);

/// <summary>Writes summaries to who is a planner at that moment, one after the other.</summary>
public sealed class SummaryWriter(WeeklySummaries summaries, SummaryLetter letter, SummaryRecords records, JobPost post) : IMailHandover<SummaryTo>
{
    public async Task<int> Write(SummaryTo mails, CancellationToken cancellation)
    {
        var summary = await summaries.Since(mails.Since, cancellation);
        var failed = 0;
        foreach (var person in (await post.With(Role.Planner, cancellation)).Where(person => mails.People.Contains(person.Id)))
            failed += await Send(person, mails.Week, summary, cancellation) ? 0 : 1;
        return failed;
    }

    private Task<bool> Send(Person person, DateOnly week, WeeklySummary summary, CancellationToken cancellation)
    {
        var messageId = post.MessageId("summary", string.Create(CultureInfo.InvariantCulture, $"{week:yyyy-MM-dd}/{person.Id}"));
        return post.SendOnce(
            person, messageId, SummaryLetter.Subject(summary), letter.To(person, summary),
            connection => records.Record(connection, week, person.Id, messageId, cancellation), cancellation);
    }
}
