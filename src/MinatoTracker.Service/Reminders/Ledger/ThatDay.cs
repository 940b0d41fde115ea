using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Reminders.Ledger;

/// <summary>What is known of a day, to tell why somebody has no record on it.</summary>
/// <param name="policy">Of that day.</param>
/// <param name="reviews">As they stood when the day ended, with the sections that have something to report.</param>
/// <param name="rows">All that is recorded and to come, of whatever day.</param>
internal sealed class ThatDay(
    DateOnly day, ReminderPolicy policy, IReadOnlyList<(Review Review, IReadOnlySet<string> Sections)> reviews, IReadOnlyList<LedgerRow> rows)
{
    private readonly bool isAnythingRecorded = rows.Any(row => !row.IsToCome && policy.DayAt(row.Reminder.At) == day);

    /// <summary>Of the office as a whole.</summary>
    public Silence Why() => Silences.On(day, policy, reviews.Select(review => review.Review));

    /// <param name="audiences">As whom the person was to be reminded.</param>
    public SilentPerson Why(Person person, IReadOnlyCollection<Audience> audiences)
    {
        bool Concerns((Review Review, IReadOnlySet<string> Sections) review) => person.Section is { } section && review.Sections.Contains(section);
        var ofSection = reviews.Any(Concerns);
        Audience[] has = [.. audiences.Where(audience => ofSection || audience is Audience.Planning)];
        var concerning = has.Contains(Audience.Planning) || !ofSection ? reviews : reviews.Where(Concerns);
        var silence = Silences.On(day, policy, concerning.Select(review => review.Review), has);
        if (silence.Reason is SilenceReason.NotConcerned && audiences.Count > 0) return Silent(person, silence, SilenceReason.NothingToReport);
        if (silence.Reason is not SilenceReason.NothingRecorded) return Silent(person, silence, silence.Reason);
        if (RecordedElsewhere(person) is { } elsewhere) return Silent(person, silence, SilenceReason.RecordedOnAnotherDay) with { RecordedAt = elsewhere.Reminder.At };
        return Silent(person, silence, isAnythingRecorded ? SilenceReason.NotYetConcerned : SilenceReason.NothingRecorded);
    }

    // When an account was ended is not kept: where the person alone is the reason, that may be it.
    private static SilentPerson Silent(Person person, Silence silence, SilenceReason reason) =>
        new(person.Id, person.Name, person.Section, silence with { Reason = person.Active || !IsPersonal(reason) ? reason : SilenceReason.Inactive });

    private static bool IsPersonal(SilenceReason reason) =>
        reason is SilenceReason.NotConcerned or SilenceReason.NothingToReport or SilenceReason.NotYetConcerned or SilenceReason.NothingRecorded;

    // What was due that day may have left later, or have been skipped when the service was back.
    private LedgerRow? RecordedElsewhere(Person person) => rows
        .Where(row => row.Reminder.Person == person.Id && !row.IsToCome)
        .Where(row => reviews.Where(review => review.Review.IsOpen(day)).Any(review =>
            policy.DayOf(review.Review with { SubmissionDeadline = row.Reminder.Deadline }, row.Reminder.Occasion) == day))
        .MinBy(row => row.Reminder.At);
}
