using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.Service.Reviews;

/// <summary>All that a section says of an initiative in a review, in one go. It holds from the review's cut-off day.</summary>
/// <param name="Id">Makes a report sent twice recognisable.</param>
/// <param name="Status">Null to submit what is assessed already.</param>
/// <param name="Activities">All that was done (取組実績), in order; null to leave what is recorded as it is.</param>
public sealed record Report(string Id, ValueList<ReportedActual> Actuals, ReportedStatus? Status, ValueList<string>? Activities = null);

public sealed record ReportedActual(string Indicator, Actual Actual);

public sealed record ReportedStatus(AttainmentOutlook AttainmentOutlook, ProgressStatus? ProgressStatus, string? Narrative);

/// <summary>Records an initiative's figures and submits them: actuals, activities, status and submission together, or nothing.</summary>
public sealed class Reporting(Tracker tracker, ReminderPolicies policies, TrackerSettings settings, TimeProvider time)
{
    private const int Tries = 10;

    /// <summary>A field about one of several indicators: <c>value-1</c>. Refusals go by the same name.</summary>
    public static string FieldOf(string field, string indicator) => $"{field}-{indicator}";

    /// <param name="to">Addressed to the initiative; its version is the one expected.</param>
    /// <param name="review">Key of the review.</param>
    /// <returns>With the review's version.</returns>
    /// <exception cref="ConcurrencyConflictException">Someone recorded something about the initiative meanwhile.</exception>
    public async Task<Outcome> Send(Addressed to, string review, Report report, CancellationToken cancellation = default)
    {
        var calendar = (await policies.Current(cancellation)).Calendar;
        var (initiatives, reviews) = (Streams.Initiative(to.Plan, to.Key), Streams.Review(to.Plan, review));
        for (var attempt = 1; ; attempt++)
        {
            var (initiative, version) = await tracker.Load(initiatives, cancellation);
            if (to.Expected is { } seen && seen != version) throw new ConcurrencyConflictException(initiatives.Key, seen, version);
            var (state, reviewVersion) = await tracker.Load(reviews, cancellation);
            var (figures, submission) = Decide(to, review, report, calendar, initiative, state);
            var decision = new Decision([.. figures.Events, .. submission.Events], [.. figures.Refusals, .. submission.Refusals]);
            if (decision.Events.Count == 0) return new(decision, reviewVersion);
            List<StreamAppend> appends = [];
            if (figures.Events.Count > 0) appends.Add(Tracker.Append(initiatives, version, figures));
            if (submission.Events.Count > 0) appends.Add(Tracker.Append(reviews, reviewVersion, submission));
            try
            {
                var recorded = await tracker.RecordTogether(appends, to.By, cancellation);
                return new(decision, recorded!.Versions.GetValueOrDefault(reviews.Key, reviewVersion), recorded.RecordedAt);
            }
            catch (ConcurrencyConflictException conflict) when (attempt < Tries && (to.Expected is null || conflict.Stream == reviews.Key))
            {
                // Other sections submit at the same time; that is no reason to bother anyone.
            }
        }
    }

    private (Decision Figures, Decision Submission) Decide(
        Addressed to, string key, Report report, BusinessCalendar calendar, Initiative initiative, Review review)
    {
        var today = settings.Today(time);
        var owning = initiative.OwningSection.On(today)?.Value;
        // Whatever else there may be to say of what is another section's.
        if (to.Bound?.Covers(owning) is false) return (Decision.Nothing, Decision.Refuse(new Refusal("code", RefusalCode.OtherSection, owning)));

        var figures = new Step(initiative);
        // Before it opens and after it is closed, the one thing to say is that.
        if (review.IsOpen(today)) Enter(to, key, report, review.CutoffDate, figures);
        var submit = new SubmitInitiative(new(to.By, today), key, to.Key, figures.State, to.Bound?.Section, calendar);
        var submission = Submitting.Decide(submit, review);
        // An initiative that is unknown or withdrawn is told of once, whichever decisions come upon it.
        var refused = Decisions.WithMisread(to.Misread ?? [], new([], figures.Refusals.Concat(submission.Refusals).Distinct().ToValueList()));
        return refused.IsRefused ? (Decision.Nothing, refused) : (new(figures.Events.ToValueList(), []), submission);
    }

    private void Enter(Addressed to, string key, Report report, DateOnly cutoff, Step figures)
    {
        var provenance = new Provenance(to.By, cutoff);
        foreach (var (id, actual) in report.Actuals)
        {
            if (Stands(figures.State, id, actual, cutoff)) continue;
            var command = new RecordActual(provenance, FieldOf(report.Id, id), id, actual);
            figures.Take(state => Measuring.Decide(command, state, settings.Today(time)), refusal => refusal.Field == "code" ? refusal : refusal with { Field = FieldOf(refusal.Field, id) });
        }

        if (report.Activities is { } activities)
            figures.Take(state => RecordingActivities.Decide(new RecordActivities(provenance, key, activities), state), refusal => refusal);
        if (report.Status is not { } status) return;
        var assess = new AssessStatus(provenance, key, status.AttainmentOutlook, status.ProgressStatus, status.Narrative);
        figures.Take(state => Assessing.Decide(assess, state), refusal => refusal);
    }

    // The form shows what is recorded for the day; sent unchanged, it is no new actual.
    private static bool Stands(Initiative initiative, string indicator, Actual actual, DateOnly cutoff) =>
        initiative.Indicators.GetValueOrDefault(indicator)?.Actual.On(cutoff) is { } standing && standing.From == cutoff && standing.Value == actual;

    /// <summary>Decisions one after the other, each on what the one before it left.</summary>
    private sealed class Step(Initiative state)
    {
        public Initiative State { get; private set; } = state;

        public List<IEvent> Events { get; } = [];

        public List<Refusal> Refusals { get; } = [];

        public void Take(Func<Initiative, Decision> decide, Func<Refusal, Refusal> named)
        {
            var decision = decide(State);
            State = decision.Events.Aggregate(State, Initiative.Evolve);
            Events.AddRange(decision.Events);
            Refusals.AddRange(decision.Refusals.Select(named));
        }
    }
}
