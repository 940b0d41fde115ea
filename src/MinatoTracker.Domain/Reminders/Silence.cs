using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>Why nothing was sent on a day for which nothing is recorded; the first that applies.</summary>
public enum SilenceReason
{
    /// <summary>It was no business day: <see cref="Silence.Closing"/> tells why.</summary>
    OfficeClosed,

    /// <summary>A business day on which the policy lets nothing leave.</summary>
    QuietDay,

    /// <summary>No section could report to any review.</summary>
    NoOpenReview,

    /// <summary>The person neither reports nor answers for a section.</summary>
    NotConcerned,

    /// <summary>The person's account is ended by now.</summary>
    Inactive,

    /// <summary>The person's section has no initiative to report on in any review that was open.</summary>
    NothingToReport,

    /// <summary>No occasion of the policy fell on the day.</summary>
    NoOccasion,

    /// <summary>An occasion fell on the day, and what became of it is recorded on another one.</summary>
    RecordedOnAnotherDay,

    /// <summary>Something was recorded for others on the day: the person came later, or changed section or role.</summary>
    NotYetConcerned,

    /// <summary>An occasion fell on the day and nothing is recorded of anybody: the service did not run.</summary>
    NothingRecorded,
}

/// <param name="NextOccasion">The next day on which something may be due; null where none is known.</param>
public sealed record Silence(SilenceReason Reason, Closing? Closing = null, DateOnly? NextOccasion = null);

public static class Silences
{
    /// <param name="reviews">As they stood on the day.</param>
    /// <param name="audiences">As whom the person is reminded; null for the office as a whole.</param>
    public static Silence On(DateOnly day, ReminderPolicy policy, IEnumerable<Review> reviews, IReadOnlyCollection<Audience>? audiences = null)
    {
        var open = reviews.Where(review => review.IsOpen(day)).ToList();
        int[] offsets = [.. audiences?.SelectMany(policy.OffsetsFor).Distinct() ?? policy.Offsets];
        var occasions = open.SelectMany(review => DaysOf(review, policy, offsets)).ToList();
        var next = occasions.Where(occasion => occasion > day).Select(occasion => (DateOnly?)occasion).Min();
        if (policy.Calendar.ClosingOn(day) is { } closing) return new(SilenceReason.OfficeClosed, closing, next);
        if (policy.IsQuiet(day)) return new(SilenceReason.QuietDay, null, next);
        if (open.Count == 0) return new(SilenceReason.NoOpenReview);
        if (audiences is { Count: 0 }) return new(SilenceReason.NotConcerned);
        return new(occasions.Contains(day) ? SilenceReason.NothingRecorded : SilenceReason.NoOccasion, null, next);
    }

    /// <summary>The days of a review's occasions, for its deadline and for those of single sections.</summary>
    public static IEnumerable<DateOnly> DaysOf(Review review, ReminderPolicy policy, IEnumerable<int> offsets) =>
        from deadline in review.SectionDeadlines.Values.Append(review.SubmissionDeadline).Distinct()
        from offset in offsets
        select policy.DayOf(review with { SubmissionDeadline = deadline }, offset);
}
