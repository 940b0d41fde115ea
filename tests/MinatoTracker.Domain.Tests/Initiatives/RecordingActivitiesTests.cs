using MinatoTracker.Domain.Initiatives;
using static MinatoTracker.Domain.Tests.An;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Initiatives;

public sealed class RecordingActivitiesTests
{
    [Fact]
    public void Activities_are_recorded_in_the_order_in_which_they_are_told() =>
        Given(AnInitiative())
            .When(state => RecordingActivities.Decide(Done("訪問：12件", "会議：3回"), state))
            .Then(
                new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"),
                new ActivityRecorded(From(August31), "mid-year-02", "会議：3回"));

    [Fact]
    public void What_is_told_otherwise_replaces_what_stood_and_what_is_left_out_is_removed()
    {
        var history = AnInitiative()
            .With(new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"))
            .With(new ActivityRecorded(From(August31), "mid-year-02", "会議：3回"))
            .With(new ActivityRecorded(From(August31), "mid-year-03", "講座：1回"));

        Given(history)
            .When(state => RecordingActivities.Decide(Done("訪問：12件", "会議：4回"), state))
            .Then(
                new ActivityRecorded(From(August31), "mid-year-02", "会議：4回"),
                new ActivityRemoved(From(August31), "mid-year-03", "講座：1回"));
    }

    [Fact]
    public void Nothing_told_removes_all_of_the_review_and_nothing_of_another()
    {
        var history = AnInitiative()
            .With(new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"))
            .With(new ActivityRecorded(From(October1), "year-end-01", "訪問：30件"));

        Given(history)
            .When(state => RecordingActivities.Decide(Done(), state))
            .Then(new ActivityRemoved(From(August31), "mid-year-01", "訪問：12件"));
    }

    [Fact]
    public void What_was_removed_can_be_told_again() =>
        Given(AnInitiative()
                .With(new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"))
                .With(new ActivityRemoved(From(August31), "mid-year-01", "訪問：12件")))
            .When(state => RecordingActivities.Decide(Done("訪問：12件"), state))
            .Then(new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"));

    [Fact]
    public void A_removal_leaves_what_held_before_its_day()
    {
        var history = AnInitiative()
            .With(new ActivityRecorded(From(August31), "mid-year-01", "訪問：12件"))
            .With(new ActivityRemoved(From(October1), "mid-year-01", "訪問：12件"));

        history.State.Activity("mid-year-01").On(August31)?.Value.ShouldBe("訪問：12件");
        history.State.Activity("mid-year-01").On(October1)?.Value.ShouldBeNull();
    }

    [Fact]
    public void A_hundred_are_too_many_and_an_empty_one_is_none() =>
        Given(AnInitiative())
            .When(state => RecordingActivities.Decide(Done([.. Enumerable.Repeat("訪問", 99), " "]), state))
            .ThenRefused(("activityRecords", RefusalCode.TooMany), ("activityRecords", RefusalCode.Required));

    private static RecordActivities Done(params string[] texts) => new(From(August31), "mid-year", [.. texts]);
}
