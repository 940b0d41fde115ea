using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reminders;
using static MinatoTracker.Domain.Tests.Spec;

namespace MinatoTracker.Domain.Tests.Reminders;

public sealed class ChangingReminderPolicyTests
{
    private const string Why = "窓口からの要望";
    private static readonly DateOnly March1 = new(2021, 3, 1);
    private static readonly DateOnly April1 = new(2021, 4, 1);
    private static readonly PolicySettings Usual = PolicySettings.Standard;

    private static IEnumerable<ReminderPolicyEvent> NothingSet => [];

    [Fact]
    public void Only_what_changes_is_recorded() =>
        Given(NothingSet).When(Change(Usual with { SendTime = new(7, 45), PerMinute = 30 })).Then(
            new ReminderTimeSet(On(March1), Why, new(7, 45), "Asia/Tokyo"),
            new SendingLimitSet(On(March1), Why, 30));

    [Fact]
    public void Setting_what_stands_records_nothing_and_needs_no_reason() =>
        Given(NothingSet).When(Change(Usual, reason: null)).ThenNothing();

    [Fact]
    public void Every_aspect_has_its_event()
    {
        var all = new PolicySettings
        {
            Offsets = [-3, 0, 2], ChiefFrom = 2, PlanningFrom = null, SendTime = new(9, 0), Zone = "America/New_York",
            Holidays = HolidayCalendar.None, YearEnd = null, Closures = [new(new(2021, 7, 4), "Independence Day")],
            QuietDays = [new(new(2021, 5, 6))], Digest = false, PerMinute = 10, MayLeave = [ReminderKind.Escalation],
        };
        var decision = Change(all)(ReminderPolicyRegister.Fold(Usual, []));
        decision.Events.Count.ShouldBe(7);
        ReminderPolicyRegister.Fold(Usual, decision.Events).On(March1).ShouldBe(all);
        ReminderPolicyRegister.Fold(Usual, decision.Events).On(March1.AddDays(-1)).ShouldBe(Usual);
    }

    [Fact]
    public void What_is_recorded_ahead_for_April_takes_nothing_back_that_changes_in_March()
    {
        var ahead = new ReminderTimeSet(On(April1), Why, new(9, 0), "Asia/Tokyo");
        var given = Given([ahead]);
        given.When(Change(Usual with { PerMinute = 30 })).Then(new SendingLimitSet(On(March1), Why, 30));
        var state = ReminderPolicyRegister.Fold(Usual, [ahead, new SendingLimitSet(On(March1), Why, 30)]);
        state.On(April1).ShouldBe(Usual with { SendTime = new(9, 0), PerMinute = 30 });
        state.On(March1).ShouldBe(Usual with { PerMinute = 30 });
    }

    [Fact]
    public void A_change_needs_a_reason() =>
        Given(NothingSet).When(Change(Usual with { PerMinute = 30 }, reason: " ")).ThenRefused("reason", RefusalCode.Required);

    [Fact]
    public void What_reminders_did_yesterday_is_not_changed_today() =>
        Given(NothingSet).When(Change(Usual with { PerMinute = 30 }, from: March1.AddDays(-1))).ThenRefused("effectiveDate", RefusalCode.InThePast);

    public static TheoryData<PolicySettings, string, RefusalCode> Mistakes => new()
    {
        { Usual with { Offsets = [-1, -5, 0, 1, 3] }, "offsets", RefusalCode.WrongOrder },
        { Usual with { Offsets = [-5, -5, 0, 1, 3] }, "offsets", RefusalCode.GivenTwice },
        { Usual with { Offsets = [-61, 0, 1, 3] }, "offsets", RefusalCode.OutOfBounds },
        { Usual with { Offsets = [int.MinValue, 0, 1, 3] }, "offsets", RefusalCode.OutOfBounds },
        { Usual with { Offsets = Enumerable.Range(-12, 21).ToValueList() }, "offsets", RefusalCode.TooMany },
        { Usual with { Offsets = [], ChiefFrom = null, PlanningFrom = null }, "offsets", RefusalCode.Required },
        { Usual with { ChiefFrom = 2 }, "chiefFrom", RefusalCode.NotAnOffset },
        { Usual with { PlanningFrom = 5 }, "planningFrom", RefusalCode.NotAnOffset },
        { Usual with { Zone = "Asia/Minato" }, "zone", RefusalCode.UnknownZone },
        { Usual with { Zone = "" }, "zone", RefusalCode.UnknownZone },
        { Usual with { PerMinute = 0 }, "perMinute", RefusalCode.OutOfBounds },
        { Usual with { PerMinute = -5 }, "perMinute", RefusalCode.OutOfBounds },
        { Usual with { MayLeave = [ReminderKind.DeadlineDay] }, "mayLeave", RefusalCode.NobodyLeavesDeadlineDay },
        { Usual with { MayLeave = [(ReminderKind)9] }, "mayLeave", RefusalCode.NotAChoice },
        { Usual with { Holidays = (HolidayCalendar)9 }, "holidays", RefusalCode.NotAChoice },
        { Usual with { YearEnd = new(31, 0) }, "yearEnd", RefusalCode.OutOfBounds },
        { Usual with { Closures = [new(March1), new(March1, "again")] }, "closures", RefusalCode.GivenTwice },
        { Usual with { QuietDays = [new(March1, new string('あ', 101))] }, "quietDays", RefusalCode.TooLong },
        { Usual with { QuietDays = Enumerable.Range(0, 401).Select(n => new NotedDay(March1.AddDays(n))).ToValueList() }, "quietDays", RefusalCode.TooMany },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_by_its_field(PolicySettings settings, string field, RefusalCode code) =>
        Given(NothingSet).When(Change(settings)).ThenRefused(field, code);

    [Fact]
    public void All_mistakes_are_named_at_once() =>
        Given(NothingSet).When(Change(Usual with { Offsets = [1, 0], ChiefFrom = 4, PlanningFrom = null, Zone = "?", PerMinute = 0 }, reason: null)).ThenRefused(
            ("offsets", RefusalCode.WrongOrder), ("chiefFrom", RefusalCode.NotAnOffset), ("zone", RefusalCode.UnknownZone),
            ("perMinute", RefusalCode.OutOfBounds), ("reason", RefusalCode.Required));

    [Fact]
    public void The_order_of_days_and_kinds_says_nothing() =>
        Given([new QuietDaysSet(On(March1), Why, [new(March1), new(April1)])])
            .When(Change(Usual with { QuietDays = [new(April1), new(March1)], MayLeave = [ReminderKind.AfterDeadline, ReminderKind.BeforeDeadline] }))
            .ThenNothing();

    [Fact]
    public void On_a_quiet_day_nothing_is_due_and_the_occasion_waits_for_the_next_business_day()
    {
        // The deadline is Tuesday the 15th; the 16th and 17th are quiet, so +1 comes with the 18th.
        var policy = (Usual with { QuietDays = [new(new(2020, 9, 16)), new(new(2020, 9, 17))] }).ToPolicy();
        policy.DayOf(ReminderScenes.MidYear, 1).ShouldBe(new(2020, 9, 18));
        Addressee owing = ReminderScenes.Owing("tanaka", "1-1-1");
        Reminding.Turn(ReminderScenes.MidYear, policy, [owing], ReminderLedger.Empty, ReminderScenes.At(9, 16, 12)).IsEmpty.ShouldBeTrue("not even what is late");
        Reminding.Turn(ReminderScenes.MidYear, policy, [owing], ReminderLedger.Empty, ReminderScenes.At(9, 18)).Due.ShouldHaveSingleItem().Key.Occasion.ShouldBe(3);
    }

    [Fact]
    public void A_local_closure_is_no_business_day()
    {
        var policy = (Usual with { Closures = [new(new(2020, 9, 14), "臨時休庁")] }).ToPolicy();
        policy.DayOf(ReminderScenes.MidYear, -1).ShouldBe(new(2020, 9, 11));
    }

    [Fact]
    public void Where_nobody_is_to_be_told_nobody_is()
    {
        var policy = (Usual with { ChiefFrom = null, PlanningFrom = null }).ToPolicy();
        policy.OffsetsFor(Audience.Chief).ShouldBeEmpty();
        policy.OffsetsFor(Audience.Planning).ShouldBeEmpty();
    }

    private static Func<ReminderPolicyRegister, Decision> Change(PolicySettings settings, string? reason = Why, DateOnly? from = null) =>
        state => ChangingReminderPolicy.Decide(new(On(from ?? March1), settings, reason), state, March1);

    private static Provenance On(DateOnly day) => new("p-admin", day);
}
