using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reviews;

public sealed class PublishingTests
{
    private static readonly DateOnly September15 = new(2020, 9, 15);
    private static readonly DateOnly September25 = new(2020, 9, 25);
    private static readonly DateTimeOffset Frozen = new(2020, 9, 25, 17, 0, 0, TimeSpan.FromHours(9));
    private static readonly ReviewScheduled Scheduled = new(From(YearStart), ReviewKind.MidYear, August31, September15);
    private static readonly ReviewEvent[] Closed = [Scheduled, new ReviewClosed(From(September25))];
    private static readonly PublishBaseline Publish = new(From(October2), August31, Frozen, "4f1c");
    private static readonly BaselinePublished First = new(From(October2), 1, August31, Frozen, "4f1c");

    [Fact]
    public void An_open_review_is_closed() =>
        Given([Scheduled])
            .When(state => Publishing.Decide(new CloseReview(From(September25)), state))
            .Then(new ReviewClosed(From(September25)));

    [Fact]
    public void A_review_is_not_closed_before_its_cut_off_is_over() =>
        Given([Scheduled])
            .When(state => Publishing.Decide(new CloseReview(From(August31)), state))
            .ThenRefused("review", RefusalCode.ReviewNotOpen);

    [Fact]
    public void An_unknown_review_can_not_be_closed() =>
        Given(UnscheduledReview)
            .When(state => Publishing.Decide(new CloseReview(From(September25)), state))
            .ThenRefused("review", RefusalCode.UnknownReview);

    [Fact]
    public void A_closed_review_is_published() =>
        Given(Closed)
            .When(state => Publishing.Decide(Publish, state))
            .Then(First);

    [Fact]
    public void An_open_review_is_not_published() =>
        Given([Scheduled])
            .When(state => Publishing.Decide(Publish, state))
            .ThenRefused("review", RefusalCode.ReviewNotClosed);

    [Fact]
    public void What_is_published_is_not_published_over() =>
        Given([.. Closed, First])
            .When(state => Publishing.Decide(Publish with { ContentHash = "0bad" }, state))
            .ThenRefused("review", RefusalCode.AlreadyPublished);

    [Fact]
    public void A_version_is_superseded_with_a_reason_and_the_old_one_is_kept()
    {
        var superseded = new BaselineSuperseded(From(October2), 1, "算定誤り");
        Given([.. Closed, First])
            .When(state => Publishing.Decide(new SupersedeBaseline(From(October2), 1, "算定誤り"), state))
            .Then(superseded);

        var after = Given([.. Closed, First, superseded]);
        after.State.Baseline.ShouldBeNull();
        var second = Publish with { KnownAt = Frozen.AddDays(9), ContentHash = "77aa" };
        after.When(state => Publishing.Decide(second, state))
            .Then(new BaselinePublished(From(October2), 2, August31, Frozen.AddDays(9), "77aa"));

        var both = Given([.. Closed, First, superseded, new BaselinePublished(From(October2), 2, August31, Frozen.AddDays(9), "77aa")]).State;
        both.Baselines[1].ShouldBe(new PublishedBaseline(First) { Superseded = superseded });
        both.Baseline!.Number.ShouldBe(2);
    }

    [Fact]
    public void Superseding_names_a_version_that_is_there_and_a_reason() =>
        Given([.. Closed, First])
            .When(state => Publishing.Decide(new SupersedeBaseline(From(October2), 2, " "), state))
            .ThenRefused(("baseline", RefusalCode.UnknownBaseline), ("reason", RefusalCode.Required));

    [Fact]
    public void A_review_goes_from_scheduled_to_open_to_closed_to_published()
    {
        Given([Scheduled]).State.PhaseOn(August31).ShouldBe(ReviewPhase.Scheduled);
        Given([Scheduled]).State.PhaseOn(September25).ShouldBe(ReviewPhase.Open);
        Given(Closed).State.PhaseOn(September25).ShouldBe(ReviewPhase.Closed);
        Given([.. Closed, First]).State.PhaseOn(October2).ShouldBe(ReviewPhase.Published);
        // A superseded version is still one that was published.
        Given([.. Closed, First, new BaselineSuperseded(From(October2), 1, "算定誤り")]).State.PhaseOn(October2).ShouldBe(ReviewPhase.Published);
    }
}
