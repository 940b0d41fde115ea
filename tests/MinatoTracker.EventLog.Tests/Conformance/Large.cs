using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

/// <summary>Large appends, as imports make them, keep every promise of small ones, however a log writes them.</summary>
public abstract partial class EventLogConformance
{
    private const int LargeStreams = 40;
    private const int EventsOfLarge = 30;

    [Fact]
    public async Task A_large_append_is_read_like_a_small_one()
    {
        await Log.Append("before", ExpectedVersion.MustBeNew, Some.Event());
        var appends = Large(ExpectedVersion.MustBeNew);

        var result = await Log.Append(Some.Tenant, appends, new EventMetadata("person-1", "correlation-1"));

        result.Repeated.ShouldBeFalse();
        result.RecordedAt.ShouldBe(Noon);
        result.Versions.Count.ShouldBe(LargeStreams);
        result.Versions.Values.ShouldAllBe(version => version == EventsOfLarge);
        var all = await Log.ReadAll(Some.Tenant, 0, 10_000);
        all.Skip(1).Select(e => e.Id).ShouldBe(appends.SelectMany(append => append.Events).Select(e => e.Id));
        all.Select(e => e.Position).ShouldBeInOrder(SortDirection.Ascending);
        var stream = await Log.Read(appends[7].Stream);
        stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, EventsOfLarge).Select(v => (long)v));
        stream.ShouldAllBe(e => e.User == "person-1" && e.CorrelationId == "correlation-1" && e.RecordedAt == Noon && e.Type == "something_said");
    }

    [Fact]
    public async Task A_large_append_fills_the_history()
    {
        await Log.Append(Some.Tenant, Large(ExpectedVersion.MustBeNew, "2020-04-01", "2020-10-01", "2020-07-01"), new EventMetadata());
        Clock.Now = Noon.AddDays(1);
        await Log.Append(Some.Tenant, Large(ExpectedVersion.Exactly(EventsOfLarge), "2020-06-01"), new EventMetadata());

        // Of a slot's events for one day the last holds.
        (await InForceVersions("2020-12-31")).ShouldBe([26, 29]);
        (await InForceVersions("2020-09-30")).ShouldBe([27, 30]);
        (await InForceVersions("2020-06-30")).ShouldBe([57, 60]);
        (await InForceVersions("2020-06-30", Noon)).ShouldBe([25, 28]);
        (await InForceVersions("2020-03-31")).ShouldBeEmpty();
        Clock.Now = Noon.AddDays(2);
        await Log.Append("large-3", ExpectedVersion.Exactly(2 * EventsOfLarge), Some.Event("slot:0", "2020-05-01"));
        (await InForceVersions("2020-12-31", Clock.Now)).ShouldBe([26, 29]);
    }

    [Fact]
    public async Task A_large_append_goes_through_whole_or_not_at_all()
    {
        await Log.Append("large-39", ExpectedVersion.MustBeNew, Some.Event());

        var conflict = await Should.ThrowAsync<ConcurrencyConflictException>(() =>
            Log.Append(Some.Tenant, Large(ExpectedVersion.MustBeNew), new EventMetadata()));

        conflict.Stream.ShouldBe("large-39");
        conflict.Actual.ShouldBe(1);
        (await Log.ReadAll(Some.Tenant, 0, 10_000)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_append_with_data_that_is_no_json_leaves_nothing()
    {
        var appends = Large(ExpectedVersion.MustBeNew);
        appends[^1] = appends[^1] with { Events = [Some.Event(data: "{not json")] };

        await Should.ThrowAsync<UnfitEventException>(() => Log.Append(Some.Tenant, appends, new EventMetadata()));

        (await Log.ReadAll(Some.Tenant, 0, 10_000)).ShouldBeEmpty();
        (await Log.Append("large-0", ExpectedVersion.MustBeNew, Some.Event())).Versions["large-0"].ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_append_again_is_a_success_that_adds_nothing(bool anyVersion)
    {
        var appends = Large(anyVersion ? ExpectedVersion.Any : ExpectedVersion.MustBeNew);
        await Log.Append(Some.Tenant, appends, new EventMetadata());
        await Log.Append("large-5", ExpectedVersion.Exactly(EventsOfLarge), Some.Event());

        var again = await Log.Append(Some.Tenant, appends, new EventMetadata());

        again.Repeated.ShouldBeTrue();
        again.Versions["large-4"].ShouldBe(EventsOfLarge);
        again.Versions["large-5"].ShouldBe(EventsOfLarge + 1);
        (await Log.ReadAll(Some.Tenant, 0, 10_000)).Count.ShouldBe(LargeStreams * EventsOfLarge + 1);
    }

    [Fact]
    public async Task A_large_append_of_known_streams_with_new_ones_is_a_conflict()
    {
        var appends = Large(ExpectedVersion.MustBeNew);
        await Log.Append(Some.Tenant, appends[..^1], new EventMetadata());

        await Should.ThrowAsync<ConcurrencyConflictException>(() => Log.Append(Some.Tenant, appends, new EventMetadata()));

        (await Log.Read(appends[^1].Stream)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_append_to_an_office_that_was_never_added_is_refused() =>
        (await Should.ThrowAsync<UnknownTenantException>(() =>
            Log.Append("nowhere", Large(ExpectedVersion.MustBeNew), new EventMetadata()))).Tenant.ShouldBe("nowhere");

    [Fact]
    public async Task Small_appends_go_on_beside_a_large_one()
    {
        var large = Log.Append(Some.Tenant, Large(ExpectedVersion.MustBeNew), new EventMetadata());
        var small = Enumerable.Range(0, 50).Select(i => Log.Append($"small-{i}", ExpectedVersion.MustBeNew, Some.Event())).ToArray();
        await Task.WhenAll([large, .. small]);

        var all = await Log.ReadAll(Some.Tenant, 0, 10_000);
        all.Count.ShouldBe(LargeStreams * EventsOfLarge + 50);
        all.Select(e => e.Position).ShouldBeUnique();
    }

    private async Task<IEnumerable<long>> InForceVersions(string day, DateTimeOffset? knownAt = null) =>
        (await Log.InForce(day, knownAt, "large-3")).Select(e => e.Version);

    // Two slots a stream, filled in turn three by three.
    private static StreamAppend[] Large(ExpectedVersion expected, params string[] days) =>
        [.. Enumerable.Range(0, LargeStreams).Select(stream => Some.To(
            $"large-{stream}",
            expected,
            [.. Enumerable.Range(0, EventsOfLarge).Select(i => Some.Event($"slot:{i / 3 % 2}", days.Length == 0 ? "2020-04-01" : days[i % days.Length]))]))];
}
