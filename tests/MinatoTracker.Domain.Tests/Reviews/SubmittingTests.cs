using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reviews;

public sealed class SubmittingTests
{
    private const string Welfare = "保健福祉課";
    private const string GeneralAffairs = "総務課";
    private static readonly DateOnly September10 = new(2020, 9, 10);
    private static readonly DateOnly September15 = new(2020, 9, 15);
    private static readonly DateOnly September16 = new(2020, 9, 16);
    private static readonly ReviewScheduled Scheduled = new(From(YearStart), ReviewKind.MidYear, August31, September15);

    private static readonly InitiativeHistory Assessed = AnInitiative()
        .With(new OwningSectionAssigned(From(YearStart), Welfare))
        .With(new StatusAssessed(From(August31), "mid-year", AttainmentOutlook.Expected, ProgressStatus.OnSchedule, null, Assessing.TwoAxes));

    [Fact]
    public void A_section_submits_its_initiative_in_time() =>
        Given([Scheduled])
            .When(state => Submitting.Decide(On(September15), state))
            .Then(new InitiativeSubmitted(From(September15), "3-3-6", Welfare, Late: false));

    [Fact]
    public void What_comes_after_the_sections_deadline_is_marked_late()
    {
        Given([Scheduled]).When(state => Submitting.Decide(On(September16), state))
            .Then(new InitiativeSubmitted(From(September16), "3-3-6", Welfare, Late: true));

        Given([Scheduled, new DeadlineMoved(From(September10), September16, "課長不在", Welfare)])
            .When(state => Submitting.Decide(On(September16), state))
            .Then(new InitiativeSubmitted(From(September16), "3-3-6", Welfare, Late: false));

        Given([Scheduled, new DeadlineMoved(From(September10), September10, "早める", Welfare)])
            .When(state => Submitting.Decide(On(September15), state))
            .Then(new InitiativeSubmitted(From(September15), "3-3-6", Welfare, Late: true));
    }

    [Fact]
    public void A_deadline_on_a_holiday_is_met_on_the_next_business_day()
    {
        ReviewEvent[] history = [Scheduled, new DeadlineMoved(From(September10), new(2020, 9, 21), "連休")];

        Given(history).When(state => Submitting.Decide(On(new(2020, 9, 23)), state))
            .Then(new InitiativeSubmitted(From(new(2020, 9, 23)), "3-3-6", Welfare, Late: false));
        Given(history).When(state => Submitting.Decide(On(new(2020, 9, 24)), state))
            .ThenOnly<InitiativeSubmitted>(submitted => submitted.Late.ShouldBeTrue());
    }

    [Fact]
    public void What_is_not_assessed_for_this_review_by_the_cut_off_can_not_be_submitted()
    {
        var yearEnd = AnInitiative().With(Assessment("year-end", August31));
        var tooLate = AnInitiative().With(Assessment("mid-year", August31.AddDays(1)));

        foreach (var history in new[] { AnInitiative(), yearEnd, tooLate })
        {
            Given([Scheduled])
                .When(state => Submitting.Decide(On(September10) with { Initiative = history.State }, state))
                .ThenRefused("attainmentOutlook", RefusalCode.NotAssessed);
        }
    }

    [Fact]
    public void Another_section_can_not_submit_it() =>
        Given([Scheduled])
            .When(state => Submitting.Decide(On(September10) with { BySection = GeneralAffairs }, state))
            .ThenRefused("code", RefusalCode.OtherSection);

    [Fact]
    public void Who_is_bound_to_no_section_submits_for_any() =>
        Given([Scheduled])
            .When(state => Submitting.Decide(On(September10) with { BySection = null }, state))
            .ThenOnly<InitiativeSubmitted>(submitted => submitted.Section.ShouldBe(Welfare));

    [Fact]
    public void Nothing_is_submitted_before_the_review_is_open_or_after_it_is_closed()
    {
        Given(UnscheduledReview).When(state => Submitting.Decide(On(September10), state)).ThenRefused("review", RefusalCode.UnknownReview);
        Given([Scheduled]).When(state => Submitting.Decide(On(August31), state)).ThenRefused("review", RefusalCode.ReviewNotOpen);
        Given([Scheduled, new ReviewClosed(From(September16))])
            .When(state => Submitting.Decide(On(September16), state)).ThenRefused("review", RefusalCode.ReviewClosed);
    }

    [Fact]
    public void What_is_unknown_or_withdrawn_can_not_be_submitted()
    {
        Given([Scheduled]).When(state => Submitting.Decide(On(September10) with { Initiative = Initiative.Unregistered }, state))
            .ThenRefused(("code", RefusalCode.UnknownInitiative), ("attainmentOutlook", RefusalCode.NotAssessed));
        Given([Scheduled]).When(state => Submitting.Decide(On(September10) with { Initiative = Assessed.WithdrawnFrom(September10).State }, state))
            .ThenRefused("code", RefusalCode.Withdrawn);
    }

    [Fact]
    public void A_returned_submission_is_owed_again_and_submitted_again()
    {
        ReviewEvent[] history = [Scheduled, new InitiativeSubmitted(From(September10), "3-3-6", Welfare, false)];
        var returned = new SubmissionReturned(From(September15), "3-3-6", "実績の根拠を添えてください");
        Given(history).State.IsSubmitted("3-3-6").ShouldBeTrue();

        Given(history)
            .When(state => Submitting.Decide(new ReturnSubmission(From(September15), "3-3-6", "実績の根拠を添えてください"), state))
            .Then(returned);

        var after = Given([.. history, returned]);
        after.State.IsSubmitted("3-3-6").ShouldBeFalse();
        after.State.Submissions["3-3-6"].Reason.ShouldBe("実績の根拠を添えてください");
        after.When(state => Submitting.Decide(On(September16), state))
            .Then(new InitiativeSubmitted(From(September16), "3-3-6", Welfare, Late: true));
    }

    [Fact]
    public void Only_what_is_submitted_is_returned_and_only_with_a_reason()
    {
        Given([Scheduled]).When(state => Submitting.Decide(new ReturnSubmission(From(September15), "3-3-6", ""), state))
            .ThenRefused(("reason", RefusalCode.Required), ("code", RefusalCode.NotSubmitted));
        Given([Scheduled, new InitiativeSubmitted(From(September10), "3-3-6", Welfare, false), new ReviewClosed(From(September15))])
            .When(state => Submitting.Decide(new ReturnSubmission(From(September15), "3-3-6", "再確認"), state))
            .ThenRefused("review", RefusalCode.ReviewClosed);
    }

    private static SubmitInitiative On(DateOnly day) => new(From(day), "mid-year", "3-3-6", Assessed.State, Welfare, BusinessCalendar.Japan);

    private static StatusAssessed Assessment(string review, DateOnly from) =>
        new(From(from), review, AttainmentOutlook.Expected, ProgressStatus.OnSchedule, null, Assessing.TwoAxes);
}
