using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Reviews;

/// <summary>What holds for every review. Its events hold from the day they are recorded on, so that none is backdated.</summary>
public sealed class ReviewLaws
{
    private static readonly DateOnly September1 = August31.AddDays(1);

    private static Arbitrary<Func<Review, DateOnly, Decision>[]> Commands { get; } = Arb.From(
        from schedules in Schedules.ArrayOf().Resize(3)
        from open in Gen.Frequency((4, Moves), (2, MovesOfPublication), (4, Submits), (3, Returns), (1, Schedules)).ArrayOf()
        from rest in Gen.Frequency((2, Closes), (2, Moves), (2, MovesOfPublication), (1, Submits), (1, Returns), (3, Publishes), (3, Supersedes)).ArrayOf()
        select (Func<Review, DateOnly, Decision>[])[.. schedules, .. open, .. rest]);

    private static Gen<DateOnly> Deadline { get; } = Gen.Choose(-1, 3).Select(days => September1.AddDays(days));

    private static Gen<string?> Section { get; } = Gen.Elements<string?>(null, null, "総務課", "保健福祉課");

    private static Gen<string> Code { get; } = Gen.Elements("1-1-1", "1-1-2");

    private static Gen<Func<Review, DateOnly, Decision>> Schedules =>
        from kind in Gen.Elements(Enum.GetValues<ReviewKind>())
        from deadline in Deadline
        from publication in Gen.Elements<DateOnly?>(null, September1.AddDays(2))
        select Of((state, day) => Scheduling.Decide(new ScheduleReview(From(day), kind, August31, deadline, publication), state));

    private static Gen<Func<Review, DateOnly, Decision>> Moves =>
        from deadline in Deadline
        from section in Section
        from publication in Gen.Elements<DateOnly?>(null, null, September1.AddDays(3))
        select Of((state, day) => Scheduling.Decide(new MoveDeadline(From(day), deadline, "台風", section, publication), state));

    private static Gen<Func<Review, DateOnly, Decision>> MovesOfPublication =>
        from publication in Deadline
        select Of((state, day) => Scheduling.Decide(new MovePublication(From(day), publication, "会議の日程"), state));

    private static Gen<Func<Review, DateOnly, Decision>> Submits =>
        from code in Code
        select Of((state, day) => Submitting.Decide(new SubmitInitiative(From(day), "mid-year", code, Assessed, null, BusinessCalendar.Japan), state));

    private static Gen<Func<Review, DateOnly, Decision>> Returns =>
        from code in Code
        from reason in Gen.Elements("根拠が足りない", "単位が違う")
        select Of((state, day) => Submitting.Decide(new ReturnSubmission(From(day), code, reason), state));

    private static Gen<Func<Review, DateOnly, Decision>> Closes { get; } =
        Gen.Constant(Of((state, day) => Publishing.Decide(new CloseReview(From(day)), state)));

    private static Gen<Func<Review, DateOnly, Decision>> Publishes =>
        from hash in Gen.Elements("a", "b")
        select Of((state, day) => Publishing.Decide(new PublishBaseline(From(day), August31, new(2020, 10, 1, 0, 0, 0, TimeSpan.Zero), hash), state));

    private static Gen<Func<Review, DateOnly, Decision>> Supersedes =>
        from number in Gen.Choose(1, 3)
        select Of((state, day) => Publishing.Decide(new SupersedeBaseline(From(day), number, "算定誤り"), state));

    private static Initiative Assessed { get; } = AnInitiative().With(new StatusAssessed(
        From(August31), "mid-year", AttainmentOutlook.Expected, ProgressStatus.OnSchedule, null, Assessing.TwoAxes)).State;

    [Fact]
    public void Repeating_any_command_records_nothing() =>
        Prop.ForAll(Commands, commands =>
        {
            var state = Review.Unscheduled;
            foreach (var decide in commands)
            {
                var decision = decide(state, September1);
                state = decision.Events.Aggregate(state, Review.Evolve);
                if (!decision.IsRefused) decide(state, September1).ShouldBe(Decision.Nothing);
            }
        }).Check(Laws.Thorough);

    [Fact]
    public void What_is_in_force_tells_all_that_holds() =>
        Prop.ForAll(Commands, Gen.Choose(0, 40).ToArbitrary(), (commands, days) =>
        {
            var asOf = September1.AddDays(days);
            var events = Happen(commands);

            Review.Fold(Slots.InForce(events, ReviewSlots.Of, asOf)).Visible()
                .ShouldBe(Review.Fold(events.Where(e => e.Provenance.EffectiveDate <= asOf)).Visible());
        }).Check(Laws.Thorough);

    [Fact]
    public void What_is_published_is_never_edited() =>
        Prop.ForAll(Commands, commands =>
        {
            Dictionary<int, BaselinePublished> published = [];
            var state = Review.Unscheduled;
            foreach (var @event in Happen(commands))
            {
                state = Review.Evolve(state, @event);
                foreach (var baseline in state.Baselines.Values)
                {
                    if (published.TryAdd(baseline.Number, baseline.Published)) continue;
                    baseline.Published.ShouldBe(published[baseline.Number]);
                }

                state.Baselines.Keys.ShouldBe(published.Keys.Order());
            }
        }).Check(Laws.Thorough);

    /// <summary>Each on a day of its own.</summary>
    private static List<ReviewEvent> Happen(Func<Review, DateOnly, Decision>[] commands)
    {
        List<ReviewEvent> events = [];
        foreach (var decide in commands) events.AddRange(decide(Review.Fold(events), September1.AddDays(events.Count)).Events.Cast<ReviewEvent>());
        return events;
    }

    private static Func<Review, DateOnly, Decision> Of(Func<Review, DateOnly, Decision> decide) => decide;
}
