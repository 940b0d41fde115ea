using System.Globalization;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reviews;

public sealed class SchedulingTests
{
    private static readonly DateOnly September15 = new(2020, 9, 15);
    private static readonly DateOnly September25 = new(2020, 9, 25);
    private static readonly ReviewScheduled Scheduled = new(From(YearStart), ReviewKind.MidYear, August31, September15);

    [Fact]
    public void A_review_is_scheduled() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(new ScheduleReview(From(YearStart), ReviewKind.MidYear, August31, September15), state))
            .Then(Scheduled);

    [Fact]
    public void Scheduling_again_after_the_deadline_moved_records_nothing() =>
        Given([Scheduled, new DeadlineMoved(From(August31), September25, "台風")])
            .When(state => Scheduling.Decide(new ScheduleReview(From(YearStart), ReviewKind.MidYear, August31, September15), state))
            .ThenNothing();

    [Theory]
    [InlineData(ReviewKind.YearEnd, "2020-08-31")]
    [InlineData(ReviewKind.MidYear, "2020-08-30")]
    public void Another_review_can_not_take_its_place(ReviewKind kind, string cutoff) =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new ScheduleReview(From(YearStart), kind, Day(cutoff), September15), state))
            .ThenRefused("review", RefusalCode.AlreadyExists);

    [Fact]
    public void The_deadline_comes_after_the_cut_off() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(new ScheduleReview(From(YearStart), ReviewKind.MidYear, August31, August31), state))
            .ThenRefused("submissionDeadline", RefusalCode.BeforeCutoff);

    [Fact]
    public void A_deadline_is_moved_with_a_reason() =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September25, "台風"), state))
            .Then(new DeadlineMoved(From(August31), September25, "台風"));

    [Fact]
    public void Moving_a_deadline_to_where_it_is_records_nothing() =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September15, "確認"), state))
            .ThenNothing();

    [Fact]
    public void A_deadline_can_be_moved_back_again() =>
        Given([Scheduled, new DeadlineMoved(From(August31), September25, "台風")])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September15, "取消"), state))
            .Then(new DeadlineMoved(From(August31), September15, "取消"));

    [Fact]
    public void Moving_the_deadline_of_a_closed_review_names_every_bad_field() =>
        Given([Scheduled, new ReviewClosed(From(September15))])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), August31, ""), state))
            .ThenRefused(
                ("review", RefusalCode.ReviewNotOpen), ("reason", RefusalCode.Required), ("submissionDeadline", RefusalCode.BeforeCutoff));

    [Fact]
    public void The_deadline_of_an_unknown_review_can_not_be_moved() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September25, "台風"), state))
            .ThenRefused("review", RefusalCode.UnknownReview);

    [Fact]
    public void A_review_is_closed() =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new CloseReview(From(September25)), state))
            .Then(new ReviewClosed(From(September25)));

    [Fact]
    public void An_unknown_review_can_not_be_closed() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(new CloseReview(From(September25)), state))
            .ThenRefused("review", RefusalCode.UnknownReview);

    [Fact]
    public void A_review_is_open_from_the_day_after_the_cut_off_until_it_is_closed()
    {
        var review = Given([Scheduled]).State;

        review.IsOpen(August31).ShouldBeFalse();
        review.IsOpen(August31.AddDays(1)).ShouldBeTrue();
        Given([Scheduled, new ReviewClosed(From(September15))]).State.IsOpen(September25).ShouldBeFalse();
        Review.Unscheduled.IsOpen(September25).ShouldBeFalse();
    }

    [Fact]
    public void A_refusal_tells_the_day_the_same_way_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // The Thai calendar counts 543 years more.
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Scheduling.Decide(new ScheduleReview(From(YearStart), ReviewKind.MidYear, August31, August31), Review.Unscheduled)
                .Refusals.ShouldHaveSingleItem().Detail.ShouldBe("2020-08-31");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
