using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Comparing;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Stale;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Jobs.Summary;

/// <summary>What planning wants to know on a Monday morning.</summary>
/// <param name="Since">The start of the time that it tells of.</param>
public sealed record WeeklySummary(
    DateOnly Since, DateOnly Today, IReadOnlyList<ChangedPlan> Changed, IReadOnlyList<ReviewState> Reviews, IReadOnlyList<StaleFigure> Stale);

/// <param name="Known">Since when one compares.</param>
public sealed record ChangedPlan(PlanHeading Plan, DateTimeOffset Known, IReadOnlyList<RowChange> Rows);

/// <summary>A review that is not closed.</summary>
/// <param name="Missing">What is not reported, by section; null for what no section owns.</param>
/// <param name="Troubled">Reminders that did not arrive.</param>
public sealed record ReviewState(
    string Plan, string Key, ReviewKind Kind, DateOnly Deadline, IReadOnlyList<(string? Section, IReadOnlyList<ReviewedInitiative> Initiatives)> Missing,
    IReadOnlyList<ReminderRow> Troubled);

/// <summary>Gathers a summary. Reads only.</summary>
public sealed class WeeklySummaries(
    PlanQueries plans, ReviewScenes scenes, ReminderQueries reminders, StaleQueries stale, TrackerSettings settings, TimeProvider time)
{
    public async Task<WeeklySummary> Since(DateOnly since, CancellationToken cancellation = default)
    {
        var today = settings.Today(time);
        return new(since, today, await Changes(since, today, cancellation), await Reviews(today, cancellation), await stale.Today(cancellation));
    }

    // What a plan said as it was known then, held against what it says as it is known now: a correction of an older day shows too.
    private async Task<IReadOnlyList<ChangedPlan>> Changes(DateOnly since, DateOnly today, CancellationToken cancellation)
    {
        var midnight = since.ToDateTime(TimeOnly.MinValue);
        var known = new DateTimeOffset(midnight, settings.Zone.GetUtcOffset(midnight));
        var (from, to) = (new PointInTime(since, known), new PointInTime(today));
        List<ChangedPlan> changed = [];
        // A plan is worked on until its year-end review is published, in the year after.
        foreach (var heading in (await plans.Plans(to, cancellation)).Where(plan => plan.FiscalYear >= FiscalYear.Of(today).Year - 1))
        {
            var (before, after) = (await plans.Snapshot(heading.Plan, from, cancellation), await plans.Snapshot(heading.Plan, to, cancellation));
            var rows = PlanDiff.Between(heading.Plan, from, before, to, after).Changes;
            if (rows.Count > 0) changed.Add(new(heading, known, rows));
        }

        return changed;
    }

    private async Task<IReadOnlyList<ReviewState>> Reviews(DateOnly today, CancellationToken cancellation)
    {
        List<ReviewState> open = [];
        foreach (var (plan, key) in await scenes.NotClosed(today, cancellation))
        {
            if (await scenes.Find(plan, key, today, cancellation) is not { } scene) continue;
            var missing = scene.Missing.GroupBy(initiative => initiative.Section, StringComparer.Ordinal)
                .Select(section => (section.Key, (IReadOnlyList<ReviewedInitiative>)[.. section])).ToList();
            var rows = (await reminders.Of(plan, key, cancellation))?.Reminders ?? [];
            open.Add(new(
                plan, key, scene.Review.Kind!.Value, scene.Review.SubmissionDeadline, missing,
                [.. rows.Where(row => row.Status is ReminderRowStatus.Failed or ReminderRowStatus.GivenUp)]));
        }

        return open;
    }
}
