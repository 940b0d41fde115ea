using System.Collections;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Tests;

/// <summary>Data for tests: what a test does not name is something sensible.</summary>
public static class An
{
    public const string Planner = "p-planner";
    public const string Chief = "p-chief";

    public static readonly DateOnly YearStart = new(2020, 4, 1);
    public static readonly DateOnly August31 = new(2020, 8, 31);
    public static readonly DateOnly October1 = new(2020, 10, 1);
    public static readonly DateOnly October2 = new(2020, 10, 2);
    public static readonly DateOnly NewYear = new(2021, 1, 1);

    public static IEnumerable<InitiativeEvent> UnknownInitiative => [];

    public static IEnumerable<PlanEvent> UndraftedPlan => [];

    public static IEnumerable<ReviewEvent> UnscheduledReview => [];

    public static Provenance By(string person, DateOnly from) => new(person, from);

    public static Provenance From(DateOnly day) => By(Planner, day);

    public static Target AtLeast(decimal value, string? unit = "%") =>
        new() { Text = FormattableString.Invariant($"{value}{unit}以上"), Operator = TargetOperator.AtLeast, Value = value, Unit = unit };

    public static Target AtMost(decimal value, string? unit = "件") =>
        new() { Text = FormattableString.Invariant($"{value}{unit}以下"), Operator = TargetOperator.AtMost, Value = value, Unit = unit };

    public static Target A(TargetOperator @operator, decimal? value = null, decimal? upper = null, RelativeTo? relativeTo = null) =>
        new() { Text = $"{@operator}", Operator = @operator, Value = value, UpperValue = upper, RelativeTo = relativeTo };

    public static Actual Reached(decimal value) => new() { Value = value };

    public static Actual Done(bool achieved = true) => new() { Achieved = achieved };

    public static InitiativeHistory AnInitiative() => new([new InitiativeRegistered(From(YearStart), "見守り活動")]);

    /// <summary>3-3-6 of 2020: the share of plans drawn up with outside agencies.</summary>
    public static InitiativeHistory SupportForPeopleInNeed() => AnInitiative().WithTarget(AtLeast(30));

    /// <summary>… became a number of case meetings, because of the infection.</summary>
    public static RevisionRequest ToCaseMeetings(string id = "r1") => new(
        id, "1", October1, RevisionKind.IndicatorReplacement, AtLeast(2, "回"), "ケース会議の開催回数",
        ReasonCode.InfectiousDisease, "感染症のため訪問が難しい", "第2回区政会議資料");

    public static RevisionRequest ToLevel(decimal percent, DateOnly from, string id = "r1") => new(
        id, "1", from, RevisionKind.LevelChange, AtLeast(percent), null, ReasonCode.ExternalFactor, "前提が変わった", null);
}

/// <summary>What happened to an initiative so far.</summary>
public sealed record InitiativeHistory(ValueList<InitiativeEvent> Events) : IEnumerable<InitiativeEvent>
{
    public Initiative State => Initiative.Fold(this);

    public Indicator Indicator => State.Indicators["1"];

    public InitiativeHistory WithTarget(Target target, string indicator = "1") =>
        With(new IndicatorDefined(An.From(An.YearStart), indicator, $"指標{indicator}", IndicatorKind.Outcome))
            .With(new TargetSet(An.From(An.YearStart), indicator, target, null));

    public InitiativeHistory WithActual(decimal value, DateOnly on, string id = "a1", string indicator = "1") =>
        With(new ActualRecorded(An.From(on), id, indicator, An.Reached(value)));

    public InitiativeHistory WithProposal(RevisionRequest request, string by = An.Planner) =>
        WithDecided(state => RevisingTarget.Decide(new ProposeRevision(An.By(by, An.October1), request), state));

    public InitiativeHistory WithApproval(string revision = "r1", string by = An.Chief) =>
        WithDecided(state => RevisingTarget.Decide(new ApproveRevision(by, revision), state));

    public InitiativeHistory WithReturn(string revision = "r1") =>
        WithDecided(state => RevisingTarget.Decide(new ReturnRevision(An.Chief, revision, "根拠が足りない", An.October2), state));

    public InitiativeHistory WithRevision(RevisionRequest request) => WithProposal(request).WithApproval(request.Id);

    public InitiativeHistory WithdrawnFrom(DateOnly day) => With(new InitiativeWithdrawn(An.From(day), "事業終了"));

    public InitiativeHistory With(InitiativeEvent @event) => new([.. Events, @event]);

    public IEnumerator<InitiativeEvent> GetEnumerator() => Events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private InitiativeHistory WithDecided(Func<Initiative, Decision> decide)
    {
        var decision = decide(State);
        decision.Refusals.ShouldBeEmpty("A test's history must be possible.");
        return new([.. Events, .. decision.Events.Cast<InitiativeEvent>()]);
    }
}
