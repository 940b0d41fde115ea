using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Reminders;

/// <summary>When the occasions of a review come, each worked out once: many people have the same, and counting business days takes a while.</summary>
internal sealed class OccasionInstants(Review review, ReminderPolicy policy)
{
    private readonly Dictionary<(int Offset, DateOnly Deadline), DateTimeOffset> known = [];

    public DateTimeOffset Of(int offset, string? section)
    {
        var key = (offset, review.DeadlineOf(section));
        if (!known.TryGetValue(key, out var instant)) known[key] = instant = policy.InstantOf(review, offset, section);
        return instant;
    }
}
