using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task An_unknown_stream_is_empty() => (await Log.Read("never")).ShouldBeEmpty();

    [Fact]
    public async Task A_stream_is_read_from_any_version_on()
    {
        await Log.Append("a", ExpectedVersion.Any, Some.Events(5));

        (await Log.Read("a", after: 3)).Select(e => e.Version).ShouldBe([4L, 5]);
    }

    [Fact]
    public async Task The_last_position_is_that_of_the_tenants_last_event()
    {
        (await Log.LastPosition(Some.Tenant)).ShouldBe(0);
        await Log.Append("a", ExpectedVersion.Any, Some.Events(2));
        await Log.Append("b", ExpectedVersion.Any, Some.Events(1));

        var all = await Log.ReadAll(Some.Tenant, 0, 10);

        (await Log.LastPosition(Some.Tenant)).ShouldBe(all[^1].Position);
        (await Log.LastPosition("never")).ShouldBe(0);
    }

    [Fact]
    public async Task All_events_are_read_in_pages_without_gap_or_repetition()
    {
        for (var i = 0; i < 7; i++) await Log.Append($"stream-{i % 3}", ExpectedVersion.Any, Some.Events(3));

        List<StoredEvent> read = [];
        while (await Log.ReadAll(Some.Tenant, read.Count == 0 ? 0 : read[^1].Position, 4) is { Count: > 0 } page) read.AddRange(page);

        read.Count.ShouldBe(21);
        read.Select(e => e.Position).ShouldBeInOrder(SortDirection.Ascending);
        read.Select(e => e.Id).ShouldBeUnique();
        foreach (var stream in read.GroupBy(e => e.Stream)) stream.Select(e => e.Version).ShouldBeInOrder(SortDirection.Ascending);
    }
}
