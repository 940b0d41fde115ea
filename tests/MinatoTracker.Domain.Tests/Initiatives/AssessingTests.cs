using MinatoTracker.Domain.Initiatives;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class AssessingTests
{
    private static readonly AssessStatus MidYear =
        new(From(August31), "mid-year", AttainmentOutlook.NotExpected, ProgressStatus.OnSchedule, "訪問が減った");

    [Fact]
    public void An_assessment_is_recorded_on_both_axes() =>
        Given(AnInitiative())
            .When(state => Assessing.Decide(MidYear, state))
            .Then(Assessed(MidYear));

    [Fact]
    public void The_second_axis_and_the_narrative_may_be_missing() =>
        Given(AnInitiative())
            .When(state => Assessing.Decide(MidYear with { ProgressStatus = null, Narrative = null }, state))
            .Then(Assessed(MidYear with { ProgressStatus = null, Narrative = null }));

    [Fact]
    public void Another_person_saying_the_same_makes_no_new_assessment() =>
        Given(AnInitiative().With(Assessed(MidYear)))
            .When(state => Assessing.Decide(MidYear with { Provenance = By(Chief, August31) }, state))
            .ThenNothing();

    [Fact]
    public void The_same_words_on_a_later_day_are_a_new_assessment() =>
        Given(AnInitiative().With(Assessed(MidYear)))
            .When(state => Assessing.Decide(MidYear with { Provenance = From(October1) }, state))
            .Then(Assessed(MidYear with { Provenance = From(October1) }));

    [Fact]
    public void An_assessment_of_an_earlier_day_is_recorded_once_and_leaves_the_later_one_standing()
    {
        var later = MidYear with { Provenance = From(October1), AttainmentOutlook = AttainmentOutlook.Expected };
        var history = AnInitiative().With(Assessed(later));

        Given(history).When(state => Assessing.Decide(MidYear, state)).Then(Assessed(MidYear));
        history.With(Assessed(MidYear)).State.Status.ShouldBe(Assessed(later));
    }

    [Fact]
    public void The_status_is_that_of_the_latest_day_whatever_its_review()
    {
        var yearEnd = MidYear with { Provenance = From(NewYear), Review = "year-end", AttainmentOutlook = AttainmentOutlook.Expected };

        AnInitiative().With(Assessed(yearEnd)).With(Assessed(MidYear)).State.Status.ShouldBe(Assessed(yearEnd));
    }

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Given(UnknownInitiative)
            .When(state => Assessing.Decide(MidYear with { Review = "", Narrative = new('長', 4001) }, state))
            .ThenRefused(
                ("code", RefusalCode.UnknownInitiative), ("review", RefusalCode.Required), ("narrative", RefusalCode.TooLong));

    [Fact]
    public void What_is_withdrawn_is_not_assessed() =>
        Given(AnInitiative().WithdrawnFrom(YearStart))
            .When(state => Assessing.Decide(MidYear, state))
            .ThenRefused("code", RefusalCode.Withdrawn);

    [Fact]
    public void A_withdrawal_to_come_does_not_stop_an_assessment() =>
        Given(AnInitiative().WithdrawnFrom(NewYear))
            .When(state => Assessing.Decide(MidYear, state))
            .Then(Assessed(MidYear));

    [Fact]
    public void Doubts_about_the_reading_are_noted() =>
        Given(AnInitiative())
            .When(state => Assessing.Decide(new NoteDoubts(From(August31), "mid-year", [new(WarningCode.CellsMerged)]), state))
            .Then(new ReadingDoubted(From(August31), "mid-year", [new(WarningCode.CellsMerged)]));

    [Fact]
    public void No_doubts_at_first_are_nothing_to_note() =>
        Given(AnInitiative())
            .When(state => Assessing.Decide(new NoteDoubts(From(August31), "mid-year", []), state))
            .ThenNothing();

    [Fact]
    public void Doubts_can_be_lifted() =>
        Given(AnInitiative().With(new ReadingDoubted(From(August31), "mid-year", [new(WarningCode.CellsMerged)])))
            .When(state => Assessing.Decide(new NoteDoubts(From(August31), "mid-year", []), state))
            .Then(new ReadingDoubted(From(August31), "mid-year", []));

    [Fact]
    public void Doubts_of_an_earlier_reading_are_noted_once() =>
        Given(AnInitiative().With(new ReadingDoubted(From(October1), "mid-year", [])))
            .When(state => Assessing.Decide(new NoteDoubts(From(August31), "mid-year", [new(WarningCode.CellMissing)]), state))
            .Then(new ReadingDoubted(From(August31), "mid-year", [new(WarningCode.CellMissing)]));

    private static StatusAssessed Assessed(AssessStatus command) => new(
        command.Provenance, command.Review, command.AttainmentOutlook, command.ProgressStatus, command.Narrative, Assessing.TwoAxes);
}
