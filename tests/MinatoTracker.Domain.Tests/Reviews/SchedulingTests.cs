using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reviews;

public sealed class SchedulingTests
{
    private static readonly DateOnly September15 = new(2020, 9, 15);
    private static readonly DateOnly September25 = new(2020, 9, 25);
    private static readonly ReviewScheduled Scheduled = new(From(YearStart), ReviewKind.MidYear, August31, September15);
    private static readonly ScheduleReview Schedule = new(From(YearStart), ReviewKind.MidYear, August31, September15);

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
    [InlineData(ReviewKind.YearEnd, "2020-08-31", "2020-09-15")]
    [InlineData(ReviewKind.MidYear, "2020-08-30", "2020-09-15")]
    [InlineData(ReviewKind.MidYear, "2020-08-31", "2020-09-25")]
    public void Another_review_can_not_take_its_place(ReviewKind kind, string cutoff, string deadline) =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new ScheduleReview(From(YearStart), kind, Day(cutoff), Day(deadline)), state))
            .ThenRefused("kind", RefusalCode.AlreadyExists);

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
                ("review", RefusalCode.ReviewClosed), ("reason", RefusalCode.Required), ("submissionDeadline", RefusalCode.BeforeCutoff));

    [Fact]
    public void The_deadline_of_an_unknown_review_can_not_be_moved() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September25, "台風"), state))
            .ThenRefused("review", RefusalCode.UnknownReview);

    [Fact]
    public void A_section_gets_a_deadline_of_its_own_and_keeps_it_when_the_whole_review_moves()
    {
        ReviewEvent[] history = [Scheduled, new DeadlineMoved(From(August31), September25, "課長不在", "総務課")];

        Given([Scheduled])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September25, "課長不在", "総務課"), state))
            .Then(history[1]);

        var state = Given([.. history, new DeadlineMoved(From(August31), September15.AddDays(2), "台風")]).State;
        state.DeadlineOf("総務課").ShouldBe(September25);
        state.DeadlineOf("保健福祉課").ShouldBe(September15.AddDays(2));
        state.DeadlineOf(null).ShouldBe(September15.AddDays(2));
    }

    [Fact]
    public void A_section_that_is_moved_to_the_day_it_has_needs_no_deadline_of_its_own() =>
        Given([Scheduled])
            .When(state => Scheduling.Decide(new MoveDeadline(From(August31), September15, "確認", "総務課"), state))
            .ThenNothing();

    [Fact]
    public void The_paper_is_published_after_the_deadline() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(Schedule with { PublicationDate = September15.AddDays(-1) }, state))
            .ThenRefused("publicationDate", RefusalCode.BeforeDeadline);

    [Fact]
    public void A_deadline_does_not_move_past_the_publication_unless_that_moves_along()
    {
        var planned = Scheduled with { PublicationDate = October1 };
        var move = new MoveDeadline(From(August31), October2, "台風");

        Given([planned]).When(state => Scheduling.Decide(move, state)).ThenRefused("submissionDeadline", RefusalCode.AfterPublication);
        Given([planned]).When(state => Scheduling.Decide(move with { Section = "総務課" }, state))
            .ThenRefused("submissionDeadline", RefusalCode.AfterPublication);
        Given([planned]).When(state => Scheduling.Decide(move with { PublicationDate = October2 }, state))
            .Then(new DeadlineMoved(From(August31), October2, "台風", PublicationDate: October2));
        Given([planned, new DeadlineMoved(From(August31), October2, "台風", PublicationDate: October2)]).State.PublicationDate.ShouldBe(October2);
    }

    [Fact]
    public void The_publication_moves_alone_also_when_nobody_planned_one_and_after_the_review_is_closed()
    {
        var move = new MovePublication(From(August31), October2, "区政会議の日程");

        Given([Scheduled with { PublicationDate = October1 }]).When(state => Scheduling.Decide(move, state))
            .Then(new PublicationMoved(From(August31), October2, "区政会議の日程"));
        Given([Scheduled]).When(state => Scheduling.Decide(move, state)).Then(new PublicationMoved(From(August31), October2, "区政会議の日程"));
        Given([Scheduled, new ReviewClosed(From(September25))]).When(state => Scheduling.Decide(move, state))
            .Then(new PublicationMoved(From(August31), October2, "区政会議の日程"));
        Given([Scheduled, new PublicationMoved(From(August31), October2, "区政会議の日程")]).State
            .ShouldSatisfyAllConditions(state => state.PublicationDate.ShouldBe(October2), state => state.SubmissionDeadline.ShouldBe(September15));
    }

    [Fact]
    public void The_publication_moves_for_a_reason_to_no_day_before_a_sections_deadline()
    {
        var later = new DeadlineMoved(From(August31), September25, "課長不在", "総務課");

        Given([Scheduled, later]).When(state => Scheduling.Decide(new MovePublication(From(August31), September25.AddDays(-1), " "), state))
            .ThenRefused(("publicationDate", RefusalCode.BeforeDeadline), ("reason", RefusalCode.Required));
        Given([Scheduled, later]).When(state => Scheduling.Decide(new MovePublication(From(August31), September25, "会議"), state))
            .ThenOnly<PublicationMoved>(moved => moved.PublicationDate.ShouldBe(September25));
        Given(UnscheduledReview).When(state => Scheduling.Decide(new MovePublication(From(August31), October1, "会議"), state))
            .ThenRefused("review", RefusalCode.UnknownReview);
    }

    [Fact]
    public void What_is_published_is_planned_no_more() =>
        Given([Scheduled, new ReviewClosed(From(September25)), new BaselinePublished(From(October1), 1, August31, default, "a")])
            .When(state => Scheduling.Decide(new MovePublication(From(October1), October2, "会議"), state))
            .ThenRefused("review", RefusalCode.AlreadyPublished);

    [Fact]
    public void The_cut_off_lies_in_the_plans_year() =>
        Given(UnscheduledReview)
            .When(state => Scheduling.Decide(Schedule with { Year = new FiscalYear(2021) }, state))
            .ThenRefused("cutoffDate", RefusalCode.OutsideFiscalYear);

    [Theory]
    [InlineData(ReviewKind.MidYear, 2020, "2020-08-31", "2020-09-15", "2020-10-01")]
    [InlineData(ReviewKind.YearEnd, 2020, "2021-03-31", "2021-04-20", "2021-06-01")]
    // 15 September 2024 is a Sunday, and the 16th a holiday.
    [InlineData(ReviewKind.MidYear, 2024, "2024-08-31", "2024-09-17", "2024-10-01")]
    // 1 June 2025 is a Sunday.
    [InlineData(ReviewKind.YearEnd, 2024, "2025-03-31", "2025-04-21", "2025-06-02")]
    public void The_usual_days_of_a_year_are_known(ReviewKind kind, int year, string cutoff, string deadline, string publication) =>
        ReviewDates.Usual(kind, new(year), BusinessCalendar.Japan).ShouldBe(new(Day(cutoff), Day(deadline), Day(publication)));

    [Fact]
    public void A_deadline_on_a_holiday_is_told_of_with_the_next_business_day()
    {
        var holiday = ClosedDay.On(new(2020, 9, 21), BusinessCalendar.Japan)!;

        holiday.Closing.Reason.ShouldBe(ClosingReason.Holiday);
        holiday.NextBusinessDay.ShouldBe(new(2020, 9, 23));
        ClosedDay.On(September15, BusinessCalendar.Japan).ShouldBeNull();
    }

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
