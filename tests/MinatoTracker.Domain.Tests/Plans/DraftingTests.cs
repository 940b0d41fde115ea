using MinatoTracker.Domain.Plans;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Plans;

public sealed class DraftingTests
{
    private static readonly DraftPlan Draft = new(
        From(YearStart), 2020, "令和2年度 港区運営方針",
        [(1, "安全・安心"), (2, "地域福祉")],
        [("1-1", "防災"), ("2-1", "見守り")],
        "市政改革プラン",
        [("1-1-1", new(1)), ("2-1-1", new(2, "防災訓練（再掲）", "1-1-1")), ("R-1", new(3))]);

    private static readonly PlanEvent[] Drafted =
    [
        new PlanDrafted(From(YearStart), 2020, "令和2年度 港区運営方針"),
        new ManagementIssueAdded(From(YearStart), 1, "安全・安心"),
        new ManagementIssueAdded(From(YearStart), 2, "地域福祉"),
        new StrategyAdded(From(YearStart), "1-1", "防災"),
        new StrategyAdded(From(YearStart), "2-1", "見守り"),
        new ReformPlanAdded(From(YearStart), "市政改革プラン"),
        new InitiativeListed(From(YearStart), "1-1-1", 1),
        new RepeatedListingAdded(From(YearStart), "2-1-1", 2, "防災訓練（再掲）", "1-1-1"),
        new InitiativeListed(From(YearStart), "R-1", 3),
        new PlanAdopted(From(YearStart)),
    ];

    [Fact]
    public void Drafting_records_the_whole_structure_in_the_papers_order() =>
        Given(UndraftedPlan).When(state => Drafting.Decide(Draft, state)).Then(Drafted);

    [Fact]
    public void Drafting_records_only_what_differs() =>
        Given(Drafted)
            .When(state => Drafting.Decide(
                Draft with
                {
                    Provenance = From(October1),
                    Issues = [(1, "安全・安心なまち"), (2, "地域福祉"), (3, "子育て")],
                    Listings = [("1-1-1", new(1)), ("2-1-1", new(2)), ("R-1", new(4))],
                },
                state))
            .Then(
                new ManagementIssueAdded(From(October1), 1, "安全・安心なまち"),
                new ManagementIssueAdded(From(October1), 3, "子育て"),
                new InitiativeListed(From(October1), "2-1-1", 2),
                new InitiativeListed(From(October1), "R-1", 4));

    [Fact]
    public void Drafting_what_stood_before_a_change_records_nothing() =>
        Given([
                .. Drafted,
                new PlanDrafted(From(October1), 2020, "港区運営方針（改訂）"),
                new ManagementIssueAdded(From(October1), 1, "安全・安心なまち"),
                new StrategyAdded(From(October1), "1-1", "防災・減災"),
                new ReformPlanAdded(From(October1), "市政改革プラン2.0"),
                new InitiativeListed(From(October1), "R-1", 4),
            ])
            .When(state => Drafting.Decide(Draft, state))
            .ThenNothing();

    [Fact]
    public void A_plan_carried_over_tells_from_which() =>
        Given(Drafted)
            .When(state => Drafting.Decide(Draft with { CarriedOverFrom = "minato-2019" }, state))
            .Then(new PlanCarriedOver(From(YearStart), "minato-2019"));

    [Fact]
    public void A_repeated_listing_without_a_title_goes_by_its_code() =>
        Given(Drafted)
            .When(state => Drafting.Decide(Draft with { Listings = [("2-1-2", new(5, null, "1-1-1"))] }, state))
            .Then(new RepeatedListingAdded(From(YearStart), "2-1-2", 5, "2-1-2", "1-1-1"));

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Given(Drafted)
            .When(state => Drafting.Decide(Draft with { FiscalYear = 2021, Title = "" }, state))
            .ThenRefused(("title", RefusalCode.Required), ("fiscalYear", RefusalCode.AlreadyExists));

    [Fact]
    public void Codes_are_ordered_by_their_numbers_and_the_reform_plan_comes_last() =>
        new[] { "R-1", "1-10-1", "1-2-10", "1-2-9", "2-1-1", "1-2" }.Order(CodeOrder.Instance)
            .ShouldBe(["1-2", "1-2-9", "1-2-10", "1-10-1", "2-1-1", "R-1"]);
}
