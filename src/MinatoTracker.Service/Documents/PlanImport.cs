using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Documents;

/// <summary>
/// Takes a plan document into the log: what stands already is left alone, what is new becomes events, all in one transaction.
/// </summary>
public sealed class PlanImport(Tracker tracker)
{
    /// <param name="plan">Key of the plan: <c>minato-2020</c>.</param>
    /// <param name="by">Id of the person who imports.</param>
    public async Task<ImportReport> Import(
        string plan, PlanDocument document, string by, string? carriedOverFrom = null, CancellationToken cancellation = default)
    {
        var facts = new ImportFacts(plan, document, by, carriedOverFrom);
        var report = new ImportReport(plan, document);
        List<StreamAppend> appends = [];
        await Decide(appends, report, "", Streams.Plan(plan), Plan.Evolve, facts.AboutPlan(), cancellation);
        foreach (var row in document.AllInitiatives().Where(row => row.RepeatedFrom is null))
        {
            var stream = Streams.Initiative(plan, row.Code);
            var before = await Decide(appends, report, row.Code, stream, Initiative.Evolve, facts.AboutInitiative(row), cancellation);
            report.NoteDifferences(row, before);
        }

        if (report.Refusals.Count == 0) await tracker.RecordTogether(appends, by, cancellation);
        return report with { EventsRecorded = report.Refusals.Count == 0 ? appends.Sum(append => append.Events.Count) : 0 };
    }

    /// <returns>The state before.</returns>
    private async Task<TState> Decide<TState>(
        List<StreamAppend> appends, ImportReport report, string code, StreamOf<TState> stream,
        Func<TState, IEvent, TState> evolve, IEnumerable<Func<TState, Decision>> steps, CancellationToken cancellation)
    {
        var (before, version) = await tracker.Load(stream, cancellation);
        var state = before;
        List<IEvent> events = [];
        foreach (var step in steps)
        {
            var decision = step(state);
            report.Refusals.AddRange(decision.Refusals.Select(refusal => (code, refusal)));
            state = decision.Events.Aggregate(state, evolve);
            events.AddRange(decision.Events);
        }

        if (events.Count > 0) appends.Add(Tracker.Append(stream, version, Decision.Record([.. events])));
        return before;
    }
}

/// <summary>What a document says, as commands.</summary>
internal sealed class ImportFacts(string plan, PlanDocument document, string by, string? carriedOverFrom)
{
    private readonly string review = ReviewKeys.Of(document.Review?.Kind ?? ReviewKind.MidYear);

    // The plan itself holds from the first day of its year; what a review says holds from its cut-off date.
    private readonly Provenance fromTheStart = new(by, new FiscalYear(document.FiscalYear).Start, document.Review?.Publication);

    private readonly Provenance atTheCutoff = new(
        by, document.Review?.CutoffDate ?? new FiscalYear(document.FiscalYear).Start, document.Review?.Publication);

    public IEnumerable<Func<Plan, Decision>> AboutPlan()
    {
        var position = 0;
        var draft = new DraftPlan(
            fromTheStart,
            document.FiscalYear,
            document.Title,
            document.Issues.Select(issue => (issue.No, issue.Title)).ToValueList(),
            document.Issues.SelectMany(issue => issue.Strategies).Select(strategy => (strategy.Code, strategy.Title)).ToValueList(),
            document.ReformPlan?.Title,
            document.AllInitiatives().Select(row => (row.Code, ListingOf(row, ++position))).ToValueList(),
            carriedOverFrom);
        return [state => Drafting.Decide(draft, state)];
    }

    public IEnumerable<Func<Initiative, Decision>> AboutInitiative(DocumentInitiative row)
    {
        yield return state => Registering.Decide(
            new RegisterInitiative(
                fromTheStart, row.Title, row.OwningSection,
                row.Indicators.Select(i => new IndicatorToDefine(i.Id, i.Name, i.Kind, i.Target, i.Rationale)).ToValueList()),
            state);
        foreach (var indicator in row.Indicators.Where(indicator => indicator.Revision is not null))
            yield return state => RevisingTarget.Decide(new TakeOverRevision(fromTheStart, RequestOf(indicator, indicator.Revision!)), state);
        foreach (var indicator in row.Indicators.Where(indicator => indicator.Actual is not null))
        {
            var record = new RecordActual(atTheCutoff, $"{review}-{indicator.Id}", indicator.Id, indicator.Actual!);
            yield return state => Measuring.Decide(record, state, atTheCutoff.EffectiveDate);
        }

        foreach (var (text, index) in row.ActivityRecords.Select((text, index) => (text, index)))
            yield return state => Measuring.Decide(new RecordActivity(atTheCutoff, RecordingActivities.IdOf(review, index + 1), text), state);
        if (row.AttainmentOutlook is { } outlook)
        {
            var assess = new AssessStatus(atTheCutoff, review, outlook, row.ProgressStatus, row.Narrative);
            yield return state => Assessing.Decide(assess, state);
        }

        var aboutTargets = row.Warnings.Where(IsAboutOriginalTarget).ToValueList();
        var aboutReview = row.Warnings.Except(aboutTargets).ToValueList();
        yield return state => Assessing.Decide(new NoteDoubts(fromTheStart, Initiative.DoubtsAboutTargets, aboutTargets), state);
        yield return state => Assessing.Decide(new NoteDoubts(atTheCutoff, review, aboutReview), state);
    }

    private static bool IsAboutOriginalTarget(Warning warning) => warning is
    {
        Indicator: not null,
        Code: WarningCode.OperatorMissing or WarningCode.PointsOrPercentUnstated or WarningCode.PartsDoNotSum
            or WarningCode.TargetUnreadable or WarningCode.BaselineUnknown,
    };

    private RevisionRequest RequestOf(DocumentIndicator indicator, DocumentRevision revision) => new(
        $"{plan}-{review}-{indicator.Id}",
        indicator.Id,
        revision.EffectiveDate ?? PublicationDay(),
        revision.Kind,
        revision.Target,
        revision.IndicatorName,
        revision.ReasonCode,
        revision.Reason,
        Evidence: null);

    // A paper that tells only its month announced the revision on that month's first day at the earliest; the row carries a warning.
    private DateOnly PublicationDay()
    {
        var told = document.Review?.Publication?.PublishedOn;
        return told switch
        {
            { Length: 7 } => DateOnly.ParseExact(told + "-01", "yyyy-MM-dd"),
            { Length: 10 } => DateOnly.ParseExact(told, "yyyy-MM-dd"),
            _ => atTheCutoff.EffectiveDate,
        };
    }

    private static Listing ListingOf(DocumentInitiative row, int position) =>
        row.RepeatedFrom is null ? new(position) : new(position, row.Title, row.RepeatedFrom);
}
