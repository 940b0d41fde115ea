using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_events_again_are_a_success_that_adds_nothing(bool anyVersion)
    {
        var expected = anyVersion ? ExpectedVersion.Any : ExpectedVersion.MustBeNew;
        var events = Some.Events(3);
        (await Log.Append("a", expected, events)).Repeated.ShouldBeFalse();

        var again = await Log.Append("a", expected, events);

        again.Repeated.ShouldBeTrue();
        again.Versions["a"].ShouldBe(3);
        (await Log.Read("a")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_retry_is_recognised_after_others_went_on()
    {
        var events = Some.Events(2);
        await Log.Append("a", ExpectedVersion.MustBeNew, events);
        await Log.Append("a", ExpectedVersion.Exactly(2), Some.Events(4));

        (await Log.Append("a", ExpectedVersion.MustBeNew, events)).Repeated.ShouldBeTrue();

        (await Log.Read("a")).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Part_of_what_stands_with_something_new_is_a_conflict()
    {
        var known = Some.Event();
        await Log.Append("a", ExpectedVersion.Any, known);

        await Should.ThrowAsync<ConcurrencyConflictException>(() => Log.Append("a", ExpectedVersion.Any, known, Some.Event("other")));

        (await Log.Read("a")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_over_many_streams_is_recognised_as_a_whole()
    {
        StreamAppend[] both = [Some.To("a", ExpectedVersion.MustBeNew, Some.Event()), Some.To("b", ExpectedVersion.MustBeNew, Some.Event())];
        await Log.Append(Some.Tenant, both, new EventMetadata());

        (await Log.Append(Some.Tenant, both, new EventMetadata())).Repeated.ShouldBeTrue();

        (await Log.ReadAll(Some.Tenant, 0, 100)).Count.ShouldBe(2);
    }
}
