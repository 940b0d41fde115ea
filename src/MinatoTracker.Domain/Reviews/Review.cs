using System.Collections.Immutable;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Plans;

namespace MinatoTracker.Domain.Reviews;

/// <summary>How far a review is.</summary>
public enum ReviewPhase
{
    /// <summary>Its cut-off day is not over.</summary>
    Scheduled,

    /// <summary>Sections report.</summary>
    Open,

    /// <summary>The figures are frozen.</summary>
    Closed,

    /// <summary>公表版 stands.</summary>
    Published,
}

/// <summary>State of one review (振り返り) of a plan. Events about it hold from the moment they are recorded.</summary>
/// <remarks>
/// What reminders ask: <see cref="IsOpen"/>, <see cref="DeadlineOf"/> each section, <see cref="IsSubmitted"/> each initiative.
/// </remarks>
public sealed record Review
{
    public static Review Unscheduled { get; } = new();

    /// <summary>As first scheduled.</summary>
    public ReviewScheduled? Schedule { get; init; }

    public ReviewKind? Kind => Schedule?.Kind;

    public DateOnly CutoffDate => Schedule?.CutoffDate ?? default;

    /// <summary>Of every section that has none of its own; see <see cref="DeadlineOf"/>.</summary>
    public DateOnly SubmissionDeadline { get; init; }

    /// <summary>Of sections (所管課) whose own deadline was moved. A later move of the whole review leaves these alone.</summary>
    public ImmutableSortedDictionary<string, DateOnly> SectionDeadlines { get; init; } =
        ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal);

    /// <summary>When the paper is planned to come out; null where nobody said.</summary>
    public DateOnly? PublicationDate { get; init; }

    /// <summary>What became of each initiative, by its code. One that is missing here was never submitted.</summary>
    public ImmutableSortedDictionary<string, Submission> Submissions { get; init; } =
        ImmutableSortedDictionary.Create<string, Submission>(CodeOrder.Instance);

    public bool IsClosed { get; init; }

    /// <summary>Every published version by its number, superseded ones too.</summary>
    public ImmutableSortedDictionary<int, PublishedBaseline> Baselines { get; init; } = ImmutableSortedDictionary<int, PublishedBaseline>.Empty;

    public bool IsScheduled => Schedule is not null;

    /// <summary>公表版 that counts; null before the first, and while a superseded one waits for the next.</summary>
    public PublishedBaseline? Baseline => Baselines.Values.LastOrDefault(baseline => baseline.Superseded is null);

    /// <summary>Sections report from the day after the cut-off until the review is closed, after the deadline too.</summary>
    public bool IsOpen(DateOnly today) => IsScheduled && !IsClosed && today > CutoffDate;

    public ReviewPhase PhaseOn(DateOnly today) =>
        Baselines.Count > 0 ? ReviewPhase.Published
        : IsClosed ? ReviewPhase.Closed
        : IsOpen(today) ? ReviewPhase.Open
        : ReviewPhase.Scheduled;

    /// <summary>By which day a section reports, as it was set. On a day on which the office is closed it is due on the next business day.</summary>
    /// <param name="section">Null for initiatives that no section owns.</param>
    public DateOnly DeadlineOf(string? section) =>
        section is not null && SectionDeadlines.TryGetValue(section, out var own) ? own : SubmissionDeadline;

    /// <summary>Whether a report on that day comes after the section's deadline.</summary>
    public bool IsLate(string? section, DateOnly day, BusinessCalendar calendar) => day > calendar.BusinessDayOnOrAfter(DeadlineOf(section));

    /// <summary>Submitted, in time or late, and not returned: the section owes nothing for it.</summary>
    public bool IsSubmitted(string code) => Submissions.TryGetValue(code, out var submission) && submission.Stands;

    public static Review Fold(IEnumerable<IEvent> events) => events.Aggregate(Unscheduled, Evolve);

    public static Review Evolve(Review state, IEvent @event) => @event switch
    {
        ReviewScheduled e => state with { Schedule = e, SubmissionDeadline = e.SubmissionDeadline, PublicationDate = e.PublicationDate },
        DeadlineMoved e => state.Moved(e),
        PublicationMoved e => state with { PublicationDate = e.PublicationDate },
        InitiativeSubmitted e => state.With(e.Code, Submission.Of(e)),
        SubmissionReturned e => state.With(e.Code, Submission.Of(e)),
        ReviewClosed => state with { IsClosed = true },
        BaselinePublished e => state with { Baselines = state.Baselines.SetItem(e.Number, new(e)) },
        BaselineSuperseded e when state.Baselines.TryGetValue(e.Number, out var baseline) => state with
        {
            Baselines = state.Baselines.SetItem(e.Number, baseline with { Superseded = e }),
        },
        _ => state,
    };

    private Review Moved(DeadlineMoved e) => e.Section is { } section
        ? this with { SectionDeadlines = SectionDeadlines.SetItem(section, e.SubmissionDeadline) }
        : this with { SubmissionDeadline = e.SubmissionDeadline, PublicationDate = e.PublicationDate ?? PublicationDate };

    private Review With(string code, Submission submission) => this with { Submissions = Submissions.SetItem(code, submission) };
}

public enum SubmissionStatus
{
    Submitted,

    /// <summary>Submitted after the section's deadline.</summary>
    SubmittedLate,

    /// <summary>差戻し</summary>
    Returned,
}

/// <summary>What was done last with an initiative's report.</summary>
/// <param name="Provenance">Who submitted or returned it, and on which day.</param>
/// <param name="Reason">Why it was returned.</param>
public sealed record Submission(SubmissionStatus Status, Provenance Provenance, string? Section = null, string? Reason = null)
{
    public bool Stands => Status != SubmissionStatus.Returned;

    internal static Submission Of(InitiativeSubmitted e) =>
        new(e.Late ? SubmissionStatus.SubmittedLate : SubmissionStatus.Submitted, e.Provenance, e.Section);

    internal static Submission Of(SubmissionReturned e) => new(SubmissionStatus.Returned, e.Provenance, Reason: e.Reason);
}

/// <summary>公表版 with what became of it.</summary>
public sealed record PublishedBaseline(BaselinePublished Published)
{
    public int Number => Published.Number;

    /// <summary>Null while it counts.</summary>
    public BaselineSuperseded? Superseded { get; init; }
}
