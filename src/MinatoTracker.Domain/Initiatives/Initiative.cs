using System.Collections.Immutable;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>State of one initiative (具体的取組): a fold of its events, in any subset that the two times leave.</summary>
public sealed record Initiative
{
    /// <summary>Doubts about the original targets hold as long as those do, unlike doubts about a review's figures.</summary>
    public const string DoubtsAboutTargets = "targets";

    public static Initiative Unregistered { get; } = new();

    public Dated<string>? Title { get; init; }

    public Dated<string>? OwningSection { get; init; }

    public ImmutableSortedDictionary<string, Indicator> Indicators { get; init; } = Empty<Indicator>();

    /// <summary>Activity records (取組実績) by their ids; null is one that was removed.</summary>
    public ImmutableSortedDictionary<string, Dated<string?>> Activities { get; init; } = Empty<Dated<string?>>();

    /// <summary>The last assessment of each review, by the review's key.</summary>
    public ImmutableSortedDictionary<string, Dated<StatusAssessed>> Assessments { get; init; } = Empty<Dated<StatusAssessed>>();

    /// <summary>What was doubtful when the row was read from a paper, by what it is about.</summary>
    public ImmutableSortedDictionary<string, Dated<ValueList<Warning>>> ReadingDoubts { get; init; } = Empty<Dated<ValueList<Warning>>>();

    public ImmutableSortedDictionary<string, TargetRevisionProposed> OpenProposals { get; init; } = Empty<TargetRevisionProposed>();

    public ImmutableHashSet<string> DecidedProposals { get; init; } = [];

    public Dated<string>? Withdrawal { get; init; }

    public bool IsRegistered => Title is not null;

    /// <summary>The status that holds: the assessment with the latest effective date.</summary>
    public StatusAssessed? Status => Assessments.Count == 0 ? null : Assessments.Values.MaxBy(assessed => assessed.From).Value;

    public static Initiative Fold(IEnumerable<IEvent> events) => events.Aggregate(Unregistered, Evolve);

    public static Initiative Evolve(Initiative state, IEvent @event)
    {
        var from = @event.Provenance.EffectiveDate;
        return @event switch
        {
            InitiativeRegistered e => state with { Title = state.Title.Then(e.Title, from) },
            OwningSectionAssigned e => state with { OwningSection = state.OwningSection.Then(e.Section, from) },
            IndicatorDefined e => state.With(e.Indicator, i => i with { Name = i.Name.Then(e.Name, from), Definition = i.Definition.Then(e, from) }),
            TargetSet e => state.With(e.Indicator, i => i with { Original = i.Original.Then(e, from) }),
            TargetRevisionProposed e => state.Proposed(e),
            TargetRevisionReturned e => state.Decided(e.Revision),
            TargetRevised e => state.Decided(e.Revision).With(e.Indicator, i => i.Revised(e)),
            ActualRecorded e => state.With(e.Indicator, i => i.Measured(e)),
            ActualCorrected e => state.With(e.Indicator, i => i.Holding(e.ActualId, e.Actual, from)),
            ActivityRecorded e => state.With(e.Activity, e.Text, from),
            ActivityRemoved e => state.With(e.Activity, null, from),
            StatusAssessed e => state with { Assessments = state.Assessments.SetItem(e.Review, state.Assessed(e.Review).Then(e, from)) },
            ReadingDoubted e => state with { ReadingDoubts = state.ReadingDoubts.SetItem(e.About, state.DoubtsAbout(e.About).Then(e.Warnings, from)) },
            InitiativeWithdrawn e => state with { Withdrawal = state.Withdrawal.Then(e.Reason, from) },
            _ => state,
        };
    }

    public Dated<StatusAssessed>? Assessed(string review) =>
        Assessments.TryGetValue(review, out var assessed) ? assessed : null;

    public Dated<string?>? Activity(string id) => Activities.TryGetValue(id, out var activity) ? activity : null;

    public Dated<ValueList<Warning>>? DoubtsAbout(string about) =>
        ReadingDoubts.TryGetValue(about, out var doubts) ? doubts : null;

    internal Indicator? MeasuredBy(string actualId) => Indicators.Values.FirstOrDefault(i => i.Actuals.ContainsKey(actualId));

    // What is decided stays so, whichever of the two comes first in a subset of the events.
    private Initiative Proposed(TargetRevisionProposed proposal) => DecidedProposals.Contains(proposal.Revision)
        ? this
        : this with { OpenProposals = OpenProposals.SetItem(proposal.Revision, proposal) };

    private Initiative Decided(string revision) => this with
    {
        OpenProposals = OpenProposals.Remove(revision),
        DecidedProposals = DecidedProposals.Add(revision),
    };

    private Initiative With(string activity, string? text, DateOnly from) =>
        this with { Activities = Activities.SetItem(activity, Activity(activity).Then(text, from)) };

    private Initiative With(string indicator, Func<Indicator, Indicator> change) => this with
    {
        Indicators = Indicators.SetItem(indicator, change(Indicators.GetValueOrDefault(indicator) ?? new Indicator(indicator))),
    };

    // Keys sort as text by ordinal: the invariant order is the same on every machine.
    private static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary<string, T>.Empty.WithComparers(StringComparer.Ordinal);
}
