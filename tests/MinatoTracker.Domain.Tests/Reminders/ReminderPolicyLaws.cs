using FsCheck;
using FsCheck.Fluent;
using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Domain.Tests.Reminders;

/// <summary>Changes of any aspect, recorded in any order for any days.</summary>
public sealed class ReminderPolicyLaws
{
    private static readonly DateOnly First = new(2020, 4, 1);

    private static readonly Gen<ReminderPolicyEvent> Changes =
        from day in Gen.Choose(0, 20)
        from aspect in Gen.Choose(0, 6)
        from value in Gen.Choose(1, 9)
        select Change(new Provenance("p-admin", First.AddDays(day)), aspect, value);

    [Fact]
    public void The_policy_of_a_day_is_the_fold_of_what_is_in_force_on_it() => Holds((events, day) =>
        Fold(Slots.InForce(events, ReminderPolicySlots.Of, day)).On(day).ShouldBe(Fold(events).On(day)));

    [Fact]
    public void What_is_recorded_for_a_later_day_changes_no_earlier_one() => Holds((events, day) =>
        Fold(events).On(day).ShouldBe(Fold([.. events.Where(e => e.Provenance.EffectiveDate <= day)]).On(day)));

    [Fact]
    public void A_change_to_what_a_day_holds_already_records_nothing() => Holds((events, day) =>
    {
        var state = Fold(events);
        ChangingReminderPolicy.Decide(new(new("p-admin", day), state.On(day), null), state, First).ShouldBe(Decision.Nothing);
    });

    private static ReminderPolicyEvent Change(Provenance from, int aspect, int value) => aspect switch
    {
        0 => new ReminderOccasionsSet(from, "r", [-value, 0, value], value, null),
        1 => new ReminderTimeSet(from, "r", new(value, 0), "Asia/Tokyo"),
        2 => new OfficeCalendarSet(from, "r", Domain.Calendars.HolidayCalendar.Japan, null, [new(First.AddDays(value), "休")]),
        3 => new QuietDaysSet(from, "r", [new(First.AddDays(value))]),
        4 => new ReminderDigestSet(from, "r", value > 4),
        5 => new SendingLimitSet(from, "r", value),
        _ => new LeavableRemindersSet(from, "r", value > 4 ? [ReminderKind.Escalation] : []),
    };

    private static ReminderPolicyRegister Fold(IReadOnlyList<IEvent> events) => ReminderPolicyRegister.Fold(PolicySettings.Standard, events);

    private static void Holds(Action<IReadOnlyList<ReminderPolicyEvent>, DateOnly> law) => Check.One(
        Laws.Thorough,
        Prop.ForAll(
            (from events in Changes.ListOf() from day in Gen.Choose(0, 22) select (Events: events.ToList(), Day: First.AddDays(day))).ToArbitrary(),
            given => law(given.Events, given.Day)));
}
