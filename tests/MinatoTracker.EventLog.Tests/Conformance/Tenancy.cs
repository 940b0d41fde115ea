using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task Offices_see_nothing_of_each_other()
    {
        await Log.AddTenant("taisho");
        await Log.Append("a", ExpectedVersion.MustBeNew, Some.Events(2));

        await Log.Append("taisho", [Some.To("a", ExpectedVersion.MustBeNew, Some.Event("title"))], new EventMetadata());

        (await Log.ReadStream("taisho", "a")).Count.ShouldBe(1);
        (await Log.Read("a")).Count.ShouldBe(2);
        (await Log.ReadAll("taisho", 0, 100)).Count.ShouldBe(1);
        (await Log.ReadInForce("taisho", EventLog.InForce.InScope("plan-1", new(2021, 1, 1)))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_office_that_was_never_added_takes_no_events() =>
        (await Should.ThrowAsync<UnknownTenantException>(() =>
            Log.Append("nowhere", [Some.To("a", ExpectedVersion.Any, Some.Event())], new EventMetadata()))).Tenant.ShouldBe("nowhere");

    [Fact]
    public async Task Adding_an_office_twice_keeps_what_it_has()
    {
        await Log.Append("a", ExpectedVersion.Any, Some.Event());

        await Log.AddTenant(Some.Tenant);

        (await Log.Read("a")).Count.ShouldBe(1);
    }
}
