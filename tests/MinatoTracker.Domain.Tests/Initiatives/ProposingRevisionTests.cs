using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class ProposingRevisionTests
{
    private static readonly ProposeRevision Proposal = new(From(August31), ToCaseMeetings());

    [Fact]
    public void A_proposal_is_recorded_with_reason_and_evidence() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(Proposal, state))
            .Then(new TargetRevisionProposed(
                From(August31), "r1", October1, "1", RevisionKind.IndicatorReplacement, AtLeast(2, "回"), "ケース会議の開催回数",
                ReasonCode.InfectiousDisease, "感染症のため訪問が難しい", "第2回区政会議資料"));

    [Fact]
    public void A_proposal_changes_no_target() =>
        SupportForPeopleInNeed().WithProposal(ToCaseMeetings()).Indicator.Target.ShouldBe(AtLeast(30));

    [Fact]
    public void The_same_id_for_something_else_is_refused() =>
        Given(SupportForPeopleInNeed().WithProposal(ToCaseMeetings()))
            .When(state => RevisingTarget.Decide(Asking(request => request with { Reason = "別の理由" }), state))
            .ThenRefused("revision", RefusalCode.AlreadyExists);

    [Fact]
    public void The_id_of_an_approved_revision_is_refused() =>
        Given(SupportForPeopleInNeed().WithRevision(ToCaseMeetings()))
            .When(state => RevisingTarget.Decide(Proposal, state))
            .ThenRefused("revision", RefusalCode.AlreadyDecided);

    [Fact]
    public void The_id_of_a_returned_revision_is_refused() =>
        Given(SupportForPeopleInNeed().WithProposal(ToCaseMeetings()).WithReturn())
            .When(state => RevisingTarget.Decide(Proposal, state))
            .ThenRefused("revision", RefusalCode.AlreadyDecided);

    [Fact]
    public void A_returned_revision_can_be_proposed_anew_under_another_id() =>
        Given(SupportForPeopleInNeed().WithProposal(ToCaseMeetings()).WithReturn())
            .When(state => RevisingTarget.Decide(Asking(request => request with { Id = "r2" }), state))
            .ThenOnly<TargetRevisionProposed>(proposed => proposed.Revision.ShouldBe("r2"));

    [Fact]
    public void The_target_that_already_stands_is_refused() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(new ProposeRevision(From(August31), ToLevel(30, October1)), state))
            .ThenRefused("target", RefusalCode.SameAsBefore);

    [Fact]
    public void The_name_that_already_stands_makes_no_difference() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(
                new ProposeRevision(From(August31), ToLevel(30, October1) with { IndicatorName = "指標1" }), state))
            .ThenRefused("target", RefusalCode.SameAsBefore);

    [Fact]
    public void Another_name_for_the_same_target_is_a_change() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(
                new ProposeRevision(From(August31), ToLevel(30, October1) with { IndicatorName = "別の名" }), state))
            .ThenOnly<TargetRevisionProposed>(proposed => proposed.NewIndicatorName.ShouldBe("別の名"));

    [Fact]
    public void A_target_that_stands_later_can_be_brought_forward() =>
        Given(SupportForPeopleInNeed().WithRevision(ToLevel(20, NewYear)))
            .When(state => RevisingTarget.Decide(new ProposeRevision(From(August31), ToLevel(20, October1, "r2")), state))
            .ThenOnly<TargetRevisionProposed>(proposed => proposed.RevisionDate.ShouldBe(October1));

    [Fact]
    public void A_reason_is_required() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(Asking(request => request with { Reason = "　" }), state))
            .ThenRefused("reason", RefusalCode.Required);

    [Fact]
    public void A_replacement_needs_the_new_indicators_name() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(Asking(request => request with { IndicatorName = null }), state))
            .ThenRefused("indicatorName", RefusalCode.Required);

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(-1, false)]
    [InlineData(101, false)]
    public void A_percentage_stays_within_its_bounds(int percent, bool accepted)
    {
        var decision = RevisingTarget.Decide(
            new ProposeRevision(From(August31), ToLevel(percent, October1)), SupportForPeopleInNeed().State);

        decision.IsRefused.ShouldBe(!accepted);
        if (!accepted) decision.Refusals.ShouldBe([new("target", RefusalCode.OutOfBounds, "0–100")]);
    }

    [Fact]
    public void A_comparison_by_its_name_may_exceed_100_percent() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(
                Asking(request => request with { Target = AtLeast(110), IndicatorName = "来場者数の前年比" }), state))
            .ThenOnly<TargetRevisionProposed>(proposed => proposed.NewTarget.ShouldBe(AtLeast(110)));

    [Fact]
    public void Both_ends_of_a_range_stay_within_bounds() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(
                Asking(request => request with { Target = A(TargetOperator.Between, 40, 140) with { Unit = "%" } }), state))
            .ThenRefused("target", RefusalCode.OutOfBounds);

    [Fact]
    public void A_target_is_not_revised_from_before_it_was_set() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(Asking(request => request with { EffectiveDate = YearStart.AddDays(-1) }), state))
            .ThenRefused("effectiveDate", RefusalCode.OutOfBounds);

    [Fact]
    public void A_target_can_be_revised_from_its_first_day() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(Asking(request => request with { EffectiveDate = YearStart }), state))
            .ThenOnly<TargetRevisionProposed>(proposed => proposed.RevisionDate.ShouldBe(YearStart));

    [Fact]
    public void What_will_be_withdrawn_by_then_is_not_revised() =>
        Given(SupportForPeopleInNeed().WithdrawnFrom(October1))
            .When(state => RevisingTarget.Decide(Proposal, state))
            .ThenRefused("code", RefusalCode.Withdrawn);

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Given(UnknownInitiative)
            .When(state => RevisingTarget.Decide(
                Asking(request => request with
                {
                    Id = "", Indicator = "9", Reason = "", IndicatorName = "", Evidence = new('長', 4001), Target = AtLeast(120) with { Text = "" },
                }),
                state))
            .ThenRefused(
                ("code", RefusalCode.UnknownInitiative),
                ("revision", RefusalCode.Required),
                ("indicator", RefusalCode.UnknownIndicator),
                ("reason", RefusalCode.Required),
                ("indicatorName", RefusalCode.Required),
                ("evidence", RefusalCode.TooLong),
                ("target", RefusalCode.Required),
                ("target", RefusalCode.OutOfBounds));

    private static ProposeRevision Asking(Func<RevisionRequest, RevisionRequest> change) =>
        Proposal with { Request = change(Proposal.Request) };
}
