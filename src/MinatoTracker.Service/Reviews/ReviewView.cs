using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Reviews;

/// <summary>A review as the API answers it and the pages show it.</summary>
/// <param name="SubmissionDeadline">Of every section that has none of its own.</param>
/// <param name="ShownAsOf">The day that the review's figures stand for.</param>
/// <param name="ShownKnownAt">By when they were recorded; null while they are not frozen.</param>
public sealed record ReviewView(
    string Plan,
    string Review,
    ReviewKind Kind,
    ReviewPhase Phase,
    DateOnly CutoffDate,
    DateOnly SubmissionDeadline,
    DateOnly? PublicationDate,
    DateTimeOffset? ClosedAt,
    DateOnly ShownAsOf,
    DateTimeOffset? ShownKnownAt,
    ValueList<BaselineView> Baselines)
{
    /// <summary>Who has reported what, for people of the office.</summary>
    public ReviewBoard? Board { get; init; }

    /// <summary>How its days moved and why, in order; for people of the office.</summary>
    public ValueList<MovedDayView>? Moves { get; init; }

    public static ReviewView Of(ReviewRecord record, DateOnly today)
    {
        var state = record.State;
        return new(
            record.Plan, record.Key, state.Kind!.Value, state.PhaseOn(today),
            state.CutoffDate, state.SubmissionDeadline, state.PublicationDate, record.ClosedAt,
            state.CutoffDate, record.Frozen?.KnownAt,
            state.Baselines.Values.Select(baseline => BaselineView.Of(record, baseline)).ToValueList());
    }
}

public enum MovedDay
{
    Deadline,

    Publication,
}

/// <summary>A day of a review that was moved.</summary>
/// <param name="Section">所管課 whose own deadline it is; null for the whole review.</param>
/// <param name="On">When it was moved.</param>
public sealed record MovedDayView(MovedDay What, string? Section, DateOnly To, string Reason, DateOnly On, string By)
{
    public static IEnumerable<MovedDayView> Of(IEvent @event)
    {
        var (on, by) = (@event.Provenance.EffectiveDate, @event.Provenance.By);
        if (@event is DeadlineMoved deadline) yield return new(MovedDay.Deadline, deadline.Section, deadline.SubmissionDeadline, deadline.Reason, on, by);
        if (@event is DeadlineMoved { PublicationDate: { } along } moved) yield return new(MovedDay.Publication, null, along, moved.Reason, on, by);
        if (@event is PublicationMoved publication) yield return new(MovedDay.Publication, null, publication.PublicationDate, publication.Reason, on, by);
    }
}

/// <summary>公表版</summary>
/// <param name="Superseded">Null while it counts.</param>
public sealed record BaselineView(
    int Number, DateOnly AsOf, DateTimeOffset KnownAt, string ContentHash, DateTimeOffset PublishedAt, string By, Publication? Publication, SupersededView? Superseded)
{
    public static BaselineView Of(ReviewRecord record, PublishedBaseline baseline)
    {
        var published = baseline.Published;
        return new(
            published.Number, published.AsOf, published.KnownAt, published.ContentHash, record.RecordedAt(published),
            published.Provenance.By, published.Provenance.Publication,
            baseline.Superseded is { } superseded ? new(superseded.Provenance.EffectiveDate, superseded.Provenance.By, superseded.Reason) : null);
    }
}

public sealed record SupersededView(DateOnly On, string By, string Reason);

/// <summary>Who has reported what, section by section.</summary>
public sealed record ReviewBoard(ValueList<SectionOnBoard> Sections)
{
    public BoardCounts Counts => BoardCounts.Of(Sections.SelectMany(section => section.Initiatives));

    /// <summary>Sections that owe something, and what.</summary>
    public IEnumerable<(SectionOnBoard Section, IReadOnlyList<InitiativeOnBoard> Owed)> Owing => Sections
        .Select(section => (section, (IReadOnlyList<InitiativeOnBoard>)[.. section.Initiatives.Where(initiative => initiative.Status.IsOwed())]))
        .Where(section => section.Item2.Count > 0);

    /// <summary>Repeated listings are reported where they are listed first, and withdrawn initiatives not at all.</summary>
    public static ReviewBoard Of(Review review, PlanView plan, DateOnly today, BusinessCalendar calendar) => new(plan.AllInitiatives()
        .Where(row => row.RepeatedFrom is null && row.Withdrawn is null)
        .GroupBy(row => row.OwningSection)
        .OrderBy(section => section.Key is null).ThenBy(section => section.Select(row => row.Code).Min(CodeOrder.Instance)!, CodeOrder.Instance)
        .Select(section => new SectionOnBoard(
            section.Key,
            review.DeadlineOf(section.Key),
            section.Key is { } name && review.SectionDeadlines.ContainsKey(name),
            section.Select(row => InitiativeOnBoard.Of(row, review, today, calendar)).ToValueList()))
        .ToValueList());
}

/// <param name="Section">所管課; null for initiatives that no section owns.</param>
/// <param name="HasOwnDeadline">It was moved for this section alone.</param>
public sealed record SectionOnBoard(string? Section, DateOnly Deadline, bool HasOwnDeadline, ValueList<InitiativeOnBoard> Initiatives)
{
    public BoardCounts Counts => BoardCounts.Of(Initiatives);
}

public sealed record BoardCounts(int All, int Submitted, int Late, int Returned, int Missing)
{
    /// <summary>Submitted in time or late.</summary>
    public int Reported => Submitted + Late;

    internal static BoardCounts Of(IEnumerable<InitiativeOnBoard> initiatives)
    {
        var by = initiatives.ToLookup(initiative => initiative.Status);
        int Count(ReportStatus status) => by[status].Count();
        return new(
            by.Sum(status => status.Count()), Count(ReportStatus.Submitted), Count(ReportStatus.SubmittedLate),
            Count(ReportStatus.Returned), Count(ReportStatus.Missing) + Count(ReportStatus.Overdue));
    }
}

public enum ReportStatus
{
    /// <summary>Not reported, and there is time.</summary>
    Missing,

    /// <summary>Not reported, and the section's deadline is over.</summary>
    Overdue,

    /// <summary>差戻し: owed again.</summary>
    Returned,

    Submitted,

    SubmittedLate,
}

public static class ReportStatuses
{
    public static bool IsOwed(this ReportStatus status) => status is ReportStatus.Missing or ReportStatus.Overdue or ReportStatus.Returned;
}

/// <param name="By">Who submitted or returned it.</param>
/// <param name="Reason">Why it was returned.</param>
public sealed record InitiativeOnBoard(string Code, string Title, ReportStatus Status, DateOnly? On, string? By, string? Reason)
{
    internal static InitiativeOnBoard Of(InitiativeView row, Review review, DateOnly today, BusinessCalendar calendar)
    {
        if (!review.Submissions.TryGetValue(row.Code, out var submission))
            return new(row.Code, row.Title, review.IsLate(row.OwningSection, today, calendar) ? ReportStatus.Overdue : ReportStatus.Missing, null, null, null);
        var status = submission.Status switch
        {
            SubmissionStatus.Returned => ReportStatus.Returned,
            SubmissionStatus.SubmittedLate => ReportStatus.SubmittedLate,
            _ => ReportStatus.Submitted,
        };
        return new(row.Code, row.Title, status, submission.Provenance.EffectiveDate, submission.Provenance.By, submission.Reason);
    }
}
