using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Reviews;

/// <summary>Answers how far a plan's reviews are, and who has reported what.</summary>
public sealed class ReviewQueries(ReviewReading reviews, PlanQueries plans, ReminderPolicies policies, TrackerSettings settings, TimeProvider time)
{
    public async Task<IReadOnlyList<ReviewView>> Of(string plan, CancellationToken cancellation = default) =>
        [.. (await reviews.Of(plan, cancellation)).Select(record => ReviewView.Of(record, settings.Today(time)))];

    /// <returns>Null for a review that nobody scheduled.</returns>
    public async Task<ReviewOnDay?> Find(string plan, string review, CancellationToken cancellation = default)
    {
        var (record, today) = (await reviews.Read(plan, review, cancellation), settings.Today(time));
        if (!record.State.IsScheduled) return null;
        // What the review is about once its figures are frozen is what was in the plan then.
        var shown = await plans.Plan(plan, record.Frozen ?? new(today), cancellation);
        var calendar = (await policies.Current(cancellation)).Calendar;
        var board = shown is null ? null : ReviewBoard.Of(record.State, shown, today, calendar);
        return new(record, ReviewView.Of(record, today), shown, board);
    }
}

/// <summary>A review with the plan that it is about.</summary>
/// <param name="Plan">As the review shows it; null where there is no such plan.</param>
/// <param name="Board">For people of the office; the view of everyone else goes without.</param>
public sealed record ReviewOnDay(ReviewRecord Record, ReviewView View, PlanView? Plan, ReviewBoard? Board)
{
    public ReviewView ForOffice => View with { Board = Board, Moves = [.. Record.Moves] };
}
