using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;

namespace MinatoTracker.Domain.Tests;

/// <summary>What a page shows of a state, one line a fact, so that two states compare and a difference can be read.</summary>
public static class VisibleState
{
    public static IReadOnlyList<string> Visible(this Initiative state) =>
    [
        $"title {state.Title}",
        $"section {state.OwningSection}",
        .. state.Indicators.Values.SelectMany(Visible),
        .. state.Activities.Select(activity => $"activity {activity.Key} {activity.Value}"),
        .. state.Assessments.Select(assessment => $"assessment {assessment.Key} {assessment.Value}"),
        $"status {state.Status}",
        .. state.ReadingDoubts.Select(doubts => $"doubts {doubts.Key} {doubts.Value}"),
        .. state.OpenProposals.Values.Select(proposal => $"open {proposal}"),
        $"withdrawal {state.Withdrawal}",
    ];

    public static IReadOnlyList<string> Visible(this Plan state) =>
    [
        $"drafted {state.Drafted}",
        .. state.Issues.Select(issue => $"issue {issue.Key} {issue.Value}"),
        .. state.Strategies.Select(strategy => $"strategy {strategy.Key} {strategy.Value}"),
        $"reform {state.ReformPlan}",
        .. state.Listings.Select(listing => $"listing {listing.Key} {listing.Value}"),
        $"adopted {state.Adopted}",
        $"carried over {state.CarriedOverFrom}",
    ];

    public static IReadOnlyList<string> Visible(this Review state) =>
    [
        $"schedule {state.Schedule}",
        $"deadline {state.SubmissionDeadline} publication {state.PublicationDate}",
        .. state.SectionDeadlines.Select(own => $"deadline of {own.Key} {own.Value}"),
        .. state.Submissions.Select(submission => $"submission {submission.Key} {submission.Value}"),
        $"closed {state.IsClosed}",
        .. state.Baselines.Values.Select(baseline => $"baseline {baseline}"),
    ];

    private static IEnumerable<string> Visible(Indicator indicator) =>
    [
        $"indicator {indicator.Id} {indicator.Name} {indicator.Kind}",
        $"indicator {indicator.Id} original {indicator.Original}",
        $"indicator {indicator.Id} revision {indicator.Revision}",
        $"indicator {indicator.Id} target {indicator.Target}",
        $"indicator {indicator.Id} actual {indicator.Actual}",
        $"indicator {indicator.Id} verdicts {indicator.EvaluationAgainstOriginal} {indicator.Evaluation}",
    ];
}
