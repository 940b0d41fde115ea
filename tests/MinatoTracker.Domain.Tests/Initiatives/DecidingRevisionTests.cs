using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class DecidingRevisionTests
{
    private static readonly InitiativeHistory Proposed = SupportForPeopleInNeed().WithProposal(ToCaseMeetings());

    [Fact]
    public void Approval_revises_the_target_from_its_day_and_tells_both_sides() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r1"), state))
            .Then(new TargetRevised(
                By(Chief, October1), "r1", "1", RevisionKind.IndicatorReplacement, AtLeast(30), AtLeast(2, "回"),
                "指標1", "ケース会議の開催回数", ReasonCode.InfectiousDisease, "感染症のため訪問が難しい", "第2回区政会議資料", Planner));

    [Fact]
    public void The_proposer_can_not_approve() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ApproveRevision(Planner, "r1"), state))
            .ThenRefused("revision", RefusalCode.SamePersonApproves);

    [Fact]
    public void An_unknown_revision_can_not_be_approved() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r9"), state))
            .ThenRefused("revision", RefusalCode.UnknownRevision);

    [Fact]
    public void Approving_twice_records_nothing() =>
        Given(Proposed.WithApproval())
            .When(state => RevisingTarget.Decide(new ApproveRevision("p-another", "r1"), state))
            .ThenNothing();

    [Fact]
    public void What_was_returned_can_not_be_approved() =>
        Given(Proposed.WithReturn())
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r1"), state))
            .ThenRefused("revision", RefusalCode.AlreadyDecided);

    [Fact]
    public void What_is_withdrawn_by_then_can_not_be_approved() =>
        Given(Proposed.WithdrawnFrom(October1))
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r1"), state))
            .ThenRefused("code", RefusalCode.Withdrawn);

    [Fact]
    public void The_old_target_and_name_are_those_of_the_day_before_the_change() =>
        Given(SupportForPeopleInNeed()
                .WithRevision(ToCaseMeetings() with { EffectiveDate = NewYear })
                .WithProposal(ToLevel(20, October1, "r2")))
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r2"), state))
            .ThenOnly<TargetRevised>(revised =>
            {
                revised.OldTarget.ShouldBe(AtLeast(30));
                revised.OldIndicatorName.ShouldBe("指標1");
            });

    [Fact]
    public void A_second_revision_starts_from_the_first() =>
        Given(SupportForPeopleInNeed().WithRevision(ToCaseMeetings()).WithProposal(ToCaseMeetings("r2") with
        {
            EffectiveDate = NewYear, Kind = RevisionKind.LevelChange, Target = AtLeast(3, "回"), IndicatorName = null,
        }))
            .When(state => RevisingTarget.Decide(new ApproveRevision(Chief, "r2"), state))
            .ThenOnly<TargetRevised>(revised =>
            {
                revised.OldTarget.ShouldBe(AtLeast(2, "回"));
                revised.OldIndicatorName.ShouldBe("ケース会議の開催回数");
            });

    [Fact]
    public void A_return_is_recorded_with_its_reason() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ReturnRevision(Chief, "r1", "根拠が足りない", October2), state))
            .Then(new TargetRevisionReturned(By(Chief, October2), "r1", "根拠が足りない"));

    [Fact]
    public void A_return_needs_a_reason() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ReturnRevision(Chief, "r1", "", October2), state))
            .ThenRefused("reason", RefusalCode.Required);

    [Fact]
    public void Returning_an_unknown_revision_without_a_reason_is_refused_for_both() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new ReturnRevision(Chief, "r9", "", October2), state))
            .ThenRefused(("reason", RefusalCode.Required), ("revision", RefusalCode.UnknownRevision));

    [Fact]
    public void Returning_twice_records_nothing() =>
        Given(Proposed.WithReturn())
            .When(state => RevisingTarget.Decide(new ReturnRevision("p-another", "r1", "もう一度", NewYear), state))
            .ThenNothing();

    [Fact]
    public void What_was_approved_can_not_be_returned() =>
        Given(Proposed.WithApproval())
            .When(state => RevisingTarget.Decide(new ReturnRevision(Chief, "r1", "根拠が足りない", October2), state))
            .ThenRefused("revision", RefusalCode.AlreadyDecided);

    [Fact]
    public void What_a_publication_announced_is_taken_over_without_a_proposer() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(new TakeOverRevision(Published(October2), ToCaseMeetings()), state))
            .Then(new TargetRevised(
                Published(October1), "r1", "1", RevisionKind.IndicatorReplacement, AtLeast(30), AtLeast(2, "回"),
                "指標1", "ケース会議の開催回数", ReasonCode.InfectiousDisease, "感染症のため訪問が難しい", "第2回区政会議資料", null));

    [Fact]
    public void What_already_stands_is_not_taken_over() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(new TakeOverRevision(Published(October2), ToLevel(30, October1)), state))
            .ThenNothing();

    [Fact]
    public void What_was_taken_over_once_is_not_taken_over_again_after_another_of_the_same_day() =>
        Given(SupportForPeopleInNeed()
                .With(TakenOver(SupportForPeopleInNeed(), ToLevel(20, October1)))
                .WithRevision(ToLevel(10, October1, "r2")))
            .When(state => RevisingTarget.Decide(new TakeOverRevision(Published(October2), ToLevel(20, October1)), state))
            .ThenNothing();

    [Fact]
    public void Taking_over_does_not_approve_an_open_proposal() =>
        Given(Proposed)
            .When(state => RevisingTarget.Decide(new TakeOverRevision(Published(October2), ToCaseMeetings()), state))
            .ThenRefused("revision", RefusalCode.AlreadyExists);

    [Fact]
    public void Taking_over_names_every_bad_field_at_once() =>
        Given(SupportForPeopleInNeed())
            .When(state => RevisingTarget.Decide(
                new TakeOverRevision(Published(October2), ToCaseMeetings() with { Indicator = "9", Reason = "", IndicatorName = null }), state))
            .ThenRefused(
                ("indicator", RefusalCode.UnknownIndicator), ("reason", RefusalCode.Required), ("indicatorName", RefusalCode.Required));

    [Fact]
    public void The_original_target_is_never_lost()
    {
        var indicator = SupportForPeopleInNeed().WithRevision(ToCaseMeetings()).WithRevision(ToLevel(10, NewYear, "r2")).Indicator;

        indicator.Original!.Value.Value.Target.ShouldBe(AtLeast(30));
        indicator.Target.ShouldBe(AtLeast(10));
    }

    private static Provenance Published(DateOnly from) => new(Planner, from, new("令和2年度 港区運営方針 中間振り返り", "2020-10"));

    private static InitiativeEvent TakenOver(InitiativeHistory history, RevisionRequest request) =>
        (InitiativeEvent)RevisingTarget.Decide(new TakeOverRevision(Published(October2), request), history.State).Events.Single();
}
