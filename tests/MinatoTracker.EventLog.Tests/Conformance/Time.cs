using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task In_force_is_the_event_with_the_latest_effective_date_up_to_the_day()
    {
        var (april, october) = (Some.Event("target:1", "2020-04-01"), Some.Event("target:1", "2020-10-01"));
        await Log.Append("a", ExpectedVersion.Any, april, october);

        (await Log.InForce("2020-03-31")).ShouldBeEmpty();
        (await Log.InForce("2020-04-01")).Single().Id.ShouldBe(april.Id);
        (await Log.InForce("2020-09-30")).Single().Id.ShouldBe(april.Id);
        (await Log.InForce("2020-10-01")).Single().Id.ShouldBe(october.Id);
        (await Log.InForce("9999-12-31")).Single().Id.ShouldBe(october.Id);
    }

    [Fact]
    public async Task A_backdated_event_holds_between_its_neighbours()
    {
        var (april, october, backdated) = (Some.Event("t", "2020-04-01"), Some.Event("t", "2020-10-01"), Some.Event("t", "2020-07-01"));
        await Log.Append("a", ExpectedVersion.Any, april, october);
        Clock.Now = Noon.AddDays(1);
        await Log.Append("a", ExpectedVersion.Any, backdated);

        (await Log.InForce("2020-06-30")).Single().Id.ShouldBe(april.Id);
        (await Log.InForce("2020-08-31")).Single().Id.ShouldBe(backdated.Id);
        (await Log.InForce("2020-10-01")).Single().Id.ShouldBe(october.Id);
        (await Log.InForce("2020-08-31", knownAt: Noon)).Single().Id.ShouldBe(april.Id);
    }

    [Fact]
    public async Task Of_two_events_for_one_day_the_one_recorded_last_is_in_force()
    {
        var (wrong, corrected) = (Some.Event("actual:1", "2020-08-31"), Some.Event("actual:1", "2020-08-31"));
        await Log.Append("a", ExpectedVersion.Any, wrong);
        Clock.Now = Noon.AddHours(1);
        await Log.Append("a", ExpectedVersion.Any, corrected);

        (await Log.InForce("2020-12-31")).Single().Id.ShouldBe(corrected.Id);
        (await Log.InForce("2020-12-31", knownAt: Noon)).Single().Id.ShouldBe(wrong.Id);
        (await Log.InForce("2020-12-31", knownAt: Noon.AddSeconds(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Knowledge_of_the_past_is_not_hidden_by_what_was_recorded_later_for_a_later_day()
    {
        var (april, october) = (Some.Event("t", "2020-04-01"), Some.Event("t", "2020-10-01"));
        await Log.Append("a", ExpectedVersion.Any, april);
        Clock.Now = Noon.AddDays(1);
        await Log.Append("a", ExpectedVersion.Any, october);

        (await Log.InForce("2020-12-31", knownAt: Noon)).Single().Id.ShouldBe(april.Id);
    }

    [Fact]
    public async Task An_event_in_force_for_two_slots_is_answered_once()
    {
        var renamed = Some.Event() with { Slots = ["target:1", "name:1"] };
        await Log.Append("a", ExpectedVersion.Any, renamed);

        (await Log.InForce("2020-12-31")).Single().Id.ShouldBe(renamed.Id);
    }

    [Fact]
    public async Task A_scope_one_stream_of_it_and_one_slot_of_all_can_be_asked_for()
    {
        await Log.Append("a", ExpectedVersion.Any, Some.Event("title"), Some.Event("status"));
        await Log.Append("b", ExpectedVersion.Any, Some.Event("title"));
        await Log.Append(Some.Tenant, [new("c", "plan-2", ExpectedVersion.Any, [Some.Event("title")])], new EventMetadata());

        (await Log.InForce("2020-12-31")).Count.ShouldBe(3);
        (await Log.InForce("2020-12-31", stream: "a")).Count.ShouldBe(2);
        (await Log.ReadInForce(Some.Tenant, EventLog.InForce.InSlot("title", new(2020, 12, 31)))).Select(e => e.Stream).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Recorded_time_never_goes_back_though_a_clock_does()
    {
        await Log.Append("a", ExpectedVersion.Any, Some.Event());
        Clock.Now = Noon.AddMinutes(-5);

        var result = await Log.Append("b", ExpectedVersion.Any, Some.Event());

        result.RecordedAt.ShouldBe(Noon);
        (await Log.Read("b")).Single().RecordedAt.ShouldBe(Noon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_an_answer_gets_it_again_only_after_an_append(bool asKnown)
    {
        var query = EventLog.InForce.InScope("plan-1", new(2020, 12, 31), asKnown ? Noon.AddDays(1) : null);
        (await Log.ReadInForceSince(Some.Tenant, query, -1)).ShouldSatisfyAllConditions(
            nothing => nothing.Position.ShouldBe(0), nothing => nothing.Events.ShouldBeEmpty());
        await Log.Append("a", ExpectedVersion.Any, Some.Event("title"), Some.Event("status"));

        var first = await Log.ReadInForceSince(Some.Tenant, query, 0);
        var again = await Log.ReadInForceSince(Some.Tenant, query, first.Position);
        await Log.Append("b", ExpectedVersion.Any, Some.Event("title"));
        var later = await Log.ReadInForceSince(Some.Tenant, query, first.Position);

        first.Events!.Select(e => (e.Stream, e.Version)).ShouldBe([("a", 1), ("a", 2)]);
        again.ShouldBe(new(first.Position, null));
        later.Events!.Select(e => (e.Stream, e.Version)).ShouldBe([("a", 1), ("a", 2), ("b", 1)]);
        later.Position.ShouldBeGreaterThan(first.Position);
    }
}
