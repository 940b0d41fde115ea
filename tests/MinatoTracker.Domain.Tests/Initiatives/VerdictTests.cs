using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Initiatives;

/// <summary>At year end an actual is held against the original target and against the revised one.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void Without_an_actual_nothing_is_measured() =>
        Verdicts(SupportForPeopleInNeed().WithRevision(ToCaseMeetings()))
            .ShouldBe((Evaluation.NotMeasured, Evaluation.NotMeasured));

    [Fact]
    public void Without_a_revision_both_verdicts_are_the_same() =>
        Verdicts(SupportForPeopleInNeed().WithActual(29, August31)).ShouldBe((Evaluation.NotMet, Evaluation.NotMet));

    [Theory]
    [InlineData(RevisionKind.LevelChange)]
    [InlineData(RevisionKind.Correction)]
    public void A_changed_level_is_held_against_both_whenever_it_was_measured(RevisionKind kind)
    {
        var revised = SupportForPeopleInNeed().WithRevision(ToLevel(20, October1) with { Kind = kind });

        Verdicts(revised.WithActual(25, August31)).ShouldBe((Evaluation.NotMet, Evaluation.Met));
        Verdicts(revised.WithActual(25, NewYear)).ShouldBe((Evaluation.NotMet, Evaluation.Met));
    }

    [Theory]
    [InlineData(RevisionKind.IndicatorReplacement)]
    [InlineData(RevisionKind.MethodChange)]
    [InlineData(RevisionKind.ProcessGoalChange)]
    public void Where_something_else_is_measured_each_actual_answers_only_its_own_target(RevisionKind kind)
    {
        var revised = SupportForPeopleInNeed().WithRevision(ToCaseMeetings() with { Kind = kind });

        Verdicts(revised.WithActual(31, August31)).ShouldBe((Evaluation.Met, Evaluation.NotComparable));
        Verdicts(revised.WithActual(1, October1)).ShouldBe((Evaluation.NotComparable, Evaluation.NotMet));
    }

    [Fact]
    public void A_changed_level_does_not_bridge_an_earlier_replacement()
    {
        var revised = SupportForPeopleInNeed().WithRevision(ToCaseMeetings()).WithRevision(ThreeMeetings);

        Verdicts(revised.WithActual(31, August31)).ShouldBe((Evaluation.Met, Evaluation.NotComparable));
        Verdicts(revised.WithActual(3, October2)).ShouldBe((Evaluation.NotComparable, Evaluation.Met));
        Verdicts(revised.WithActual(2, NewYear)).ShouldBe((Evaluation.NotComparable, Evaluation.NotMet));
    }

    [Fact]
    public void Between_two_replacements_an_actual_answers_neither_end()
    {
        var revised = SupportForPeopleInNeed().WithRevision(ToCaseMeetings())
            .WithRevision(ThreeMeetings with { Kind = RevisionKind.MethodChange });

        Verdicts(revised.WithActual(40, October2)).ShouldBe((Evaluation.NotComparable, Evaluation.NotComparable));
    }

    [Fact]
    public void The_actual_of_the_latest_day_is_the_one_that_is_held() =>
        Verdicts(SupportForPeopleInNeed().WithActual(31, October1).WithActual(10, August31, "a2"))
            .ShouldBe((Evaluation.Met, Evaluation.Met));

    private static RevisionRequest ThreeMeetings => ToCaseMeetings("r2") with
    {
        EffectiveDate = NewYear, Kind = RevisionKind.LevelChange, Target = AtLeast(3, "回"), IndicatorName = null,
    };

    private static (Evaluation AgainstOriginal, Evaluation AgainstRevised) Verdicts(InitiativeHistory history) =>
        (history.Indicator.EvaluationAgainstOriginal, history.Indicator.Evaluation);
}
