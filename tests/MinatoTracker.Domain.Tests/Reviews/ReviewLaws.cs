using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Reviews;
using static MinatoTracker.Domain.Tests.An;

namespace MinatoTracker.Domain.Tests.Reviews;

/// <summary>What holds for every review. Its events hold from the day they are recorded on, so that none is backdated.</summary>
public sealed class ReviewLaws
{
    private static readonly DateOnly September1 = August31.AddDays(1);

    private static Arbitrary<Func<Review, Decision>[]> Commands { get; } = Arb.From(
        from schedules in Schedules.ArrayOf().Resize(3)
        from rest in Gen.Frequency((6, Moves), (1, Closes), (1, Schedules)).ArrayOf()
        select (Func<Review, Decision>[])[.. schedules, .. rest]);

    private static Gen<DateOnly> Deadline { get; } = Gen.Choose(-1, 3).Select(days => September1.AddDays(days));

    private static Gen<Func<Review, Decision>> Schedules =>
        from kind in Gen.Elements(Enum.GetValues<ReviewKind>())
        from deadline in Deadline
        let command = new ScheduleReview(From(YearStart), kind, August31, deadline)
        select (Func<Review, Decision>)(state => Scheduling.Decide(command, state));

    private static Gen<Func<Review, Decision>> Moves =>
        from deadline in Deadline
        let command = new MoveDeadline(From(YearStart), deadline, "台風")
        select (Func<Review, Decision>)(state => Scheduling.Decide(command, state));

    private static Gen<Func<Review, Decision>> Closes { get; } =
        Gen.Constant<Func<Review, Decision>>(state => Scheduling.Decide(new CloseReview(From(YearStart)), state));

    [Fact]
    public void Repeating_any_command_records_nothing() =>
        Prop.ForAll(Commands, commands =>
        {
            var state = Review.Unscheduled;
            foreach (var decide in commands)
            {
                state = decide(state).Events.Aggregate(state, Review.Evolve);
                decide(state).Events.ShouldBeEmpty();
            }
        }).Check(Laws.Thorough);

    [Fact]
    public void What_is_in_force_tells_all_that_holds() =>
        Prop.ForAll(Commands, Gen.Choose(0, 40).ToArbitrary(), (commands, days) =>
        {
            var asOf = YearStart.AddDays(days);
            List<ReviewEvent> events = [];
            foreach (var decide in commands)
                foreach (ReviewEvent @event in decide(Review.Fold(events)).Events)
                    events.Add(@event with { Provenance = From(YearStart.AddDays(events.Count)) });

            Review.Fold(Slots.InForce(events, ReviewSlots.Of, asOf))
                .ShouldBe(Review.Fold(events.Where(e => e.Provenance.EffectiveDate <= asOf)));
        }).Check(Laws.Thorough);
}
