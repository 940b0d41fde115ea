using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.Reminders.ReminderScenes;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>Why nothing was sent on a day. The review: cut-off 31 August 2020, deadline Tuesday 15 September.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void A_holiday_is_named()
    {
        var silence = On(9, 21);
        silence.Reason.ShouldBe(SilenceReason.OfficeClosed);
        silence.Closing!.Holiday!.Name.ShouldBe("敬老の日");
    }

    [Fact]
    public void A_weekend_tells_the_next_occasion() =>
        On(9, 5).ShouldBe(new Silence(SilenceReason.OfficeClosed, new Closing(ClosingReason.Weekend), new(2020, 9, 8)));

    [Fact]
    public void A_quiet_day_is_told_from_a_closed_one()
    {
        var policy = (PolicySettings.Standard with { QuietDays = [new(new(2020, 9, 8))] }).ToPolicy();
        Silences.On(new(2020, 9, 8), policy, [MidYear]).ShouldBe(new Silence(SilenceReason.QuietDay, null, new(2020, 9, 9)));
    }

    [Fact]
    public void Before_the_cut_off_and_after_the_closing_no_review_is_open()
    {
        On(8, 31).Reason.ShouldBe(SilenceReason.NoOpenReview);
        Silences.On(new(2020, 9, 8), Policy, [Review.Evolve(MidYear, new ReviewClosed(Clerk))]).Reason.ShouldBe(SilenceReason.NoOpenReview);
    }

    [Fact]
    public void A_business_day_between_two_occasions_has_none() =>
        On(9, 9).ShouldBe(new Silence(SilenceReason.NoOccasion, null, new(2020, 9, 14)));

    [Fact]
    public void A_chief_has_fewer_occasions() =>
        Silences.On(new(2020, 9, 8), Policy, [MidYear], [Audience.Chief]).ShouldBe(new Silence(SilenceReason.NoOccasion, null, new(2020, 9, 16)));

    [Fact]
    public void Who_has_nothing_to_do_with_it_is_not_concerned() =>
        Silences.On(new(2020, 9, 8), Policy, [MidYear], []).Reason.ShouldBe(SilenceReason.NotConcerned);

    [Fact]
    public void Where_an_occasion_fell_on_the_day_something_should_be_recorded() =>
        On(9, 8).ShouldBe(new Silence(SilenceReason.NothingRecorded, null, new(2020, 9, 14)));

    [Fact]
    public void A_section_s_own_deadline_has_its_own_days()
    {
        var moved = Review.Evolve(MidYear, new DeadlineMoved(Clerk, new(2020, 9, 25), "応援のため", "総務課"));
        Silences.On(new(2020, 9, 24), Policy, [moved]).Reason.ShouldBe(SilenceReason.NothingRecorded, "a business day before the section's own deadline");
    }

    private static Silence On(int month, int day) => Silences.On(new(2020, month, day), Policy, [MidYear]);
}
