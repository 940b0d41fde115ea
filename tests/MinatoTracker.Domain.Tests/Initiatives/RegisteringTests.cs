using MinatoTracker.Domain.Initiatives;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class RegisteringTests
{
    private static readonly IndicatorToDefine Share = new("1", "支援計画の割合", IndicatorKind.Outcome, AtLeast(30), "前年度実績から");
    private static readonly RegisterInitiative Registration = new(From(YearStart), "生活困窮者対応", "保健福祉課", [Share]);

    [Fact]
    public void Registering_records_title_section_indicators_and_original_targets() =>
        Given(UnknownInitiative)
            .When(state => Registering.Decide(Registration, state))
            .Then(
                new InitiativeRegistered(From(YearStart), "生活困窮者対応"),
                new OwningSectionAssigned(From(YearStart), "保健福祉課"),
                new IndicatorDefined(From(YearStart), "1", "支援計画の割合", IndicatorKind.Outcome),
                new TargetSet(From(YearStart), "1", AtLeast(30), "前年度実績から"));

    [Fact]
    public void Without_a_section_none_is_assigned() =>
        Given(UnknownInitiative)
            .When(state => Registering.Decide(Registration with { OwningSection = null, Indicators = [] }, state))
            .Then(new InitiativeRegistered(From(YearStart), "生活困窮者対応"));

    [Fact]
    public void Registering_again_records_only_what_is_new() =>
        Given(AnInitiative().WithTarget(AtLeast(30)))
            .When(state => Registering.Decide(new(From(YearStart), "見守り活動", null, [Share, Share with { Id = "2" }]), state))
            .Then(
                new IndicatorDefined(From(YearStart), "2", "支援計画の割合", IndicatorKind.Outcome),
                new TargetSet(From(YearStart), "2", AtLeast(30), "前年度実績から"));

    [Fact]
    public void A_target_that_stands_is_not_changed_by_registering_another() =>
        Given(AnInitiative().WithTarget(AtLeast(30)))
            .When(state => Registering.Decide(new(From(YearStart), "見守り活動", null, [Share with { Target = AtLeast(10) }]), state))
            .ThenNothing();

    [Fact]
    public void A_new_title_holds_from_its_day() =>
        Given(AnInitiative())
            .When(state => Registering.Decide(new(From(October1), "見守り活動の充実", null, []), state))
            .Then(new InitiativeRegistered(From(October1), "見守り活動の充実"));

    [Fact]
    public void Registering_what_stood_before_a_rename_records_nothing() =>
        Given(AnInitiative().With(new InitiativeRegistered(From(October1), "見守り活動の充実")))
            .When(state => Registering.Decide(new(From(YearStart), "見守り活動", null, []), state))
            .ThenNothing();

    [Fact]
    public void Registering_the_same_again_after_a_withdrawal_records_nothing() =>
        Given(AnInitiative().WithdrawnFrom(October1))
            .When(state => Registering.Decide(new(From(YearStart), "見守り活動", null, []), state))
            .ThenNothing();

    [Fact]
    public void What_is_withdrawn_is_not_registered_anew() =>
        Given(AnInitiative().WithdrawnFrom(October1))
            .When(state => Registering.Decide(Registration with { Provenance = From(October2) }, state))
            .ThenRefused("code", RefusalCode.Withdrawn);

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Given(AnInitiative().WithdrawnFrom(YearStart))
            .When(state => Registering.Decide(Registration with { Title = " ", Indicators = [Share with { Name = "" }] }, state))
            .ThenRefused(("title", RefusalCode.Required), ("indicators", RefusalCode.Required), ("code", RefusalCode.Withdrawn));

    [Fact]
    public void Two_indicators_can_not_share_an_id() =>
        Given(UnknownInitiative)
            .When(state => Registering.Decide(Registration with { Indicators = [Share, Share with { Name = "別の指標" }] }, state))
            .ThenRefused("indicators", RefusalCode.AlreadyExists);

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void A_title_has_up_to_500_characters(int length, bool accepted)
    {
        var decision = Registering.Decide(Registration with { Title = new('見', length) }, Initiative.Unregistered);

        decision.IsRefused.ShouldBe(!accepted);
        if (!accepted) decision.Refusals.ShouldBe([new("title", RefusalCode.TooLong, "500")]);
    }

    [Fact]
    public void Withdrawing_is_recorded_with_its_reason() =>
        Given(AnInitiative())
            .When(state => Withdrawing.Decide(new(From(October1), "事業終了"), state))
            .Then(new InitiativeWithdrawn(From(October1), "事業終了"));

    [Fact]
    public void What_is_withdrawn_is_not_withdrawn_again_later() =>
        Given(AnInitiative().WithdrawnFrom(October1))
            .When(state => Withdrawing.Decide(new(From(NewYear), "事業終了"), state))
            .ThenNothing();

    [Fact]
    public void A_withdrawal_can_be_brought_forward() =>
        Given(AnInitiative().WithdrawnFrom(NewYear))
            .When(state => Withdrawing.Decide(new(From(October1), "予定より早く終了"), state))
            .Then(new InitiativeWithdrawn(From(October1), "予定より早く終了"));

    [Fact]
    public void Withdrawing_an_unknown_initiative_without_a_reason_is_refused_for_both() =>
        Given(UnknownInitiative)
            .When(state => Withdrawing.Decide(new(From(October1), ""), state))
            .ThenRefused(("code", RefusalCode.UnknownInitiative), ("reason", RefusalCode.Required));
}
