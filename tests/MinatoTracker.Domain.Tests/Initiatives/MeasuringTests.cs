using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class MeasuringTests
{
    private static readonly RecordActual Recording = new(From(August31), "a1", "1", Reached(42.5m));

    [Fact]
    public void An_actual_is_recorded_as_of_its_day() =>
        Given(SupportForPeopleInNeed())
            .When(state => Measuring.Decide(Recording, state, October1))
            .Then(new ActualRecorded(From(August31), "a1", "1", Reached(42.5m)));

    [Fact]
    public void Done_is_actual_enough() =>
        Given(AnInitiative().WithTarget(A(TargetOperator.Milestone)))
            .When(state => Measuring.Decide(Recording with { Actual = Done() }, state, October1))
            .Then(new ActualRecorded(From(August31), "a1", "1", Done()));

    [Fact]
    public void An_actual_of_today_can_be_known() =>
        Given(SupportForPeopleInNeed())
            .When(state => Measuring.Decide(Recording, state, August31))
            .Then(new ActualRecorded(From(August31), "a1", "1", Reached(42.5m)));

    [Fact]
    public void An_actual_of_tomorrow_can_not_be_known() =>
        Given(SupportForPeopleInNeed())
            .When(state => Measuring.Decide(Recording, state, August31.AddDays(-1)))
            .ThenRefused("effectiveDate", RefusalCode.OutOfBounds);

    [Fact]
    public void The_same_id_with_another_figure_is_refused() =>
        Given(SupportForPeopleInNeed().WithActual(42.5m, August31))
            .When(state => Measuring.Decide(Recording with { Actual = Reached(43) }, state, October1))
            .ThenRefused("actualId", RefusalCode.AlreadyExists);

    [Fact]
    public void The_same_id_on_another_day_is_refused() =>
        Given(SupportForPeopleInNeed().WithActual(42.5m, August31))
            .When(state => Measuring.Decide(Recording with { Provenance = From(October1) }, state, October1))
            .ThenRefused("actualId", RefusalCode.AlreadyExists);

    [Fact]
    public void The_same_id_under_another_indicator_is_refused() =>
        Given(SupportForPeopleInNeed().WithTarget(AtLeast(50), "2").WithActual(42.5m, August31))
            .When(state => Measuring.Decide(Recording with { Indicator = "2" }, state, October1))
            .ThenRefused("actualId", RefusalCode.AlreadyExists);

    [Fact]
    public void Recording_the_same_again_after_its_correction_records_nothing() =>
        Given(SupportForPeopleInNeed().WithActual(42.5m, August31)
                .With(new ActualCorrected(From(August31), "a1", "1", Reached(41), "集計誤り")))
            .When(state => Measuring.Decide(Recording, state, October1))
            .ThenNothing();

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(-0.1, false)]
    [InlineData(100.1, false)]
    public void A_percentage_stays_within_its_bounds(double value, bool accepted)
    {
        var decision = Measuring.Decide(
            Recording with { Actual = Reached((decimal)value) }, SupportForPeopleInNeed().State, October1);

        decision.IsRefused.ShouldBe(!accepted);
        if (!accepted) decision.Refusals.ShouldBe([new("value", RefusalCode.OutOfBounds, "0–100")]);
    }

    [Fact]
    public void A_comparison_with_last_year_may_exceed_100_percent() =>
        Given(AnInitiative().WithTarget(AtLeast(100) with { Text = "前年比100%以上" }))
            .When(state => Measuring.Decide(Recording with { Actual = Reached(104) }, state, October1))
            .Then(new ActualRecorded(From(August31), "a1", "1", Reached(104)));

    [Fact]
    public void The_unit_that_counts_is_the_one_of_the_target_on_that_day() =>
        Given(SupportForPeopleInNeed().WithRevision(ToCaseMeetings()))
            .When(state => Measuring.Decide(Recording with { Actual = Reached(120) }, state, October2))
            .ThenRefused("value", RefusalCode.OutOfBounds);

    [Fact]
    public void After_a_replacement_the_new_unit_counts() =>
        Given(SupportForPeopleInNeed().WithRevision(ToCaseMeetings()))
            .When(state => Measuring.Decide(new(From(October2), "a1", "1", Reached(120)), state, October2))
            .Then(new ActualRecorded(From(October2), "a1", "1", Reached(120)));

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Given(UnknownInitiative)
            .When(state => Measuring.Decide(
                new(From(October1), "a1", "9", new Actual { Note = new('長', 4001) }), state, August31))
            .ThenRefused(
                ("code", RefusalCode.UnknownInitiative),
                ("indicator", RefusalCode.UnknownIndicator),
                ("effectiveDate", RefusalCode.OutOfBounds),
                ("value", RefusalCode.Required),
                ("note", RefusalCode.TooLong));

    [Fact]
    public void Nothing_is_measured_from_the_day_of_a_withdrawal() =>
        Given(SupportForPeopleInNeed().WithdrawnFrom(August31))
            .When(state => Measuring.Decide(Recording, state, October1))
            .ThenRefused("code", RefusalCode.Withdrawn);

    [Fact]
    public void What_was_reached_before_a_withdrawal_can_still_be_recorded() =>
        Given(SupportForPeopleInNeed().WithdrawnFrom(October1))
            .When(state => Measuring.Decide(Recording, state, October1))
            .Then(new ActualRecorded(From(August31), "a1", "1", Reached(42.5m)));

    [Fact]
    public void A_correction_holds_from_the_day_of_what_it_corrects() =>
        Given(SupportForPeopleInNeed().WithActual(42.5m, August31))
            .When(state => Measuring.Decide(new CorrectActual(By(Chief, October2), "a1", Reached(41), "集計誤り"), state))
            .Then(new ActualCorrected(By(Chief, August31), "a1", "1", Reached(41), "集計誤り"));

    [Fact]
    public void A_correction_to_what_stands_records_nothing() =>
        Given(SupportForPeopleInNeed().WithActual(42.5m, August31))
            .When(state => Measuring.Decide(new CorrectActual(From(October2), "a1", Reached(42.5m), "確認"), state))
            .ThenNothing();

    [Fact]
    public void Correcting_an_unknown_actual_without_reason_or_figure_is_refused_for_all() =>
        Given(SupportForPeopleInNeed())
            .When(state => Measuring.Decide(new CorrectActual(From(October2), "a9", new Actual(), " "), state))
            .ThenRefused(
                ("actualId", RefusalCode.UnknownActual), ("reason", RefusalCode.Required), ("value", RefusalCode.Required));

    [Fact]
    public void A_correction_is_held_to_the_unit_of_the_day_it_corrects() =>
        Given(AnInitiative().WithTarget(AtLeast(100, "人")).WithActual(130, August31)
                .WithRevision(ToLevel(50, October1) with { Kind = RevisionKind.MethodChange }))
            .When(state => Measuring.Decide(new CorrectActual(From(October2), "a1", Reached(131), "集計誤り"), state))
            .Then(new ActualCorrected(From(August31), "a1", "1", Reached(131), "集計誤り"));

    [Fact]
    public void A_correction_leaves_a_later_actual_in_force()
    {
        var history = SupportForPeopleInNeed().WithActual(42, August31).WithActual(50, October1, "a2")
            .With(new ActualCorrected(From(August31), "a1", "1", Reached(41), "集計誤り"));

        history.Indicator.Actual!.Value.Value.ShouldBe(Reached(50));
        history.Indicator.Actuals["a1"].Value.ShouldBe(Reached(41));
    }

    [Fact]
    public void An_activity_is_recorded() =>
        Given(AnInitiative())
            .When(state => Measuring.Decide(new RecordActivity(From(August31), "1", "訪問を12回行った"), state))
            .Then(new ActivityRecorded(From(August31), "1", "訪問を12回行った"));

    [Fact]
    public void An_activity_of_an_earlier_day_is_recorded_once_and_leaves_the_later_one_standing()
    {
        var history = AnInitiative().With(new ActivityRecorded(From(October1), "1", "14回"));

        Given(history)
            .When(state => Measuring.Decide(new RecordActivity(From(August31), "1", "12回"), state))
            .Then(new ActivityRecorded(From(August31), "1", "12回"));
        history.With(new ActivityRecorded(From(August31), "1", "12回")).State.Activities["1"].Value.ShouldBe("14回");
    }

    [Fact]
    public void An_activity_needs_an_initiative_and_a_text() =>
        Given(UnknownInitiative)
            .When(state => Measuring.Decide(new RecordActivity(From(August31), "1", ""), state))
            .ThenRefused(("code", RefusalCode.UnknownInitiative), ("text", RefusalCode.Required));
}
