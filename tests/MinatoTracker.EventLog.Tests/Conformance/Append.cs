using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task A_new_stream_starts_at_version_one()
    {
        var result = await Log.Append("a", ExpectedVersion.MustBeNew, Some.Events(3));

        result.Versions["a"].ShouldBe(3);
        (await Log.Read("a")).Select(e => e.Version).ShouldBe([1L, 2, 3]);
    }

    [Fact]
    public async Task What_is_read_is_what_was_appended()
    {
        var said = Some.Event(data: """{"text": "55%以上 \"quoted\"", "value": 1.50}""");
        await Log.Append("a", ExpectedVersion.Any, said);

        var stored = (await Log.Read("a")).Single();

        stored.Id.ShouldBe(said.Id);
        stored.Type.ShouldBe("something_said");
        stored.Stream.ShouldBe("a");
        stored.User.ShouldBe("person-1");
        stored.RecordedAt.ShouldBe(Noon);
        var json = System.Text.Json.JsonDocument.Parse(stored.Data).RootElement;
        json.GetProperty("text").GetString().ShouldBe("55%以上 \"quoted\"");
        json.GetProperty("value").GetDecimal().ShouldBe(1.5m);
    }

    [Fact]
    public async Task Many_streams_are_appended_together_or_not_at_all()
    {
        await Log.Append("b", ExpectedVersion.MustBeNew, Some.Event());

        await Should.ThrowAsync<ConcurrencyConflictException>(() => Log.Append(
            Some.Tenant,
            [Some.To("a", ExpectedVersion.MustBeNew, Some.Event()), Some.To("b", ExpectedVersion.MustBeNew, Some.Event())],
            new EventMetadata()));
        (await Log.Read("a")).ShouldBeEmpty();
        (await Log.Read("b")).Count.ShouldBe(1);

        var result = await Log.Append(
            Some.Tenant,
            [Some.To("a", ExpectedVersion.MustBeNew, Some.Events(2)), Some.To("b", ExpectedVersion.Exactly(1), Some.Event())],
            new EventMetadata());
        result.Versions.ShouldBe(new Dictionary<string, long> { ["a"] = 2, ["b"] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_append_of_nothing_or_of_something_twice_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Log.Append("a", ExpectedVersion.Any));
        await Should.ThrowAsync<ArgumentException>(() => Log.Append(
            Some.Tenant, [Some.To("a", ExpectedVersion.Any, Some.Event()), Some.To("a", ExpectedVersion.Any, Some.Event())], new EventMetadata()));
        var once = Some.Event();
        await Should.ThrowAsync<ArgumentException>(() => Log.Append("a", ExpectedVersion.Any, once, once));
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("""{"text":"\u0000"}""")]
    public async Task Data_that_can_not_be_kept_is_refused_and_spoils_nothing(string data)
    {
        await Should.ThrowAsync<UnfitEventException>(() => Log.Append("a", ExpectedVersion.Any, Some.Event(data: data)));

        (await Log.Read("a")).ShouldBeEmpty();
        (await Log.Append("a", ExpectedVersion.MustBeNew, Some.Event())).Versions["a"].ShouldBe(1);
    }
}
