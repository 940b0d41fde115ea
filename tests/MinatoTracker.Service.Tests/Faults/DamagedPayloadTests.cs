using System.Text;
using System.Text.Json.Nodes;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>Whatever a payload has become: it is read as what it was, or told to be unreadable. Nothing in between, and nothing else.</summary>
public sealed class DamagedPayloadTests(SampleService service) : IClassFixture<SampleService>
{
    private static readonly string[] Nonsense = ["null", "{}", "[]", "\"x\"", "17", """{"provenance":{}}""", """{"provenance":null}"""];

    [Fact]
    public async Task A_payload_of_nonsense_is_told_to_be_unreadable()
    {
        foreach (var stored in await OneOfEachType())
        foreach (var nonsense in Nonsense)
        {
            var told = Should.Throw<UnreadableEventException>(() => EventTypes.FromStore(stored with { Data = Encoding.UTF8.GetBytes(nonsense) }), $"{stored.Type}: {nonsense}");
            (told.Position, told.EventId, told.Stream).ShouldBe((stored.Position, stored.Id, stored.Stream));
        }
    }

    [Fact]
    public async Task A_payload_that_lost_something_is_unreadable_or_whole_without_it()
    {
        var (unreadable, whole) = (0, 0);
        foreach (var stored in await OneOfEachType())
        foreach (var damaged in WithOneThingLess(JsonNode.Parse(stored.Data.Span)!.AsObject()))
        {
            try
            {
                var read = EventTypes.FromStore(stored with { Data = Encoding.UTF8.GetBytes(damaged) });
                Same(EventTypes.ToStore(read).Data, damaged).ShouldBeTrue($"{stored.Type} was read out of {damaged} with something of its own");
                whole++;
            }
            catch (UnreadableEventException)
            {
                unreadable++;
            }
        }

        unreadable.ShouldBeGreaterThan(20);
        whole.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task An_event_of_a_type_from_a_later_version_is_unreadable()
    {
        var stored = (await OneOfEachType())[0] with { Type = "target_dreamt_of" };

        Should.Throw<UnreadableEventException>(() => EventTypes.FromStore(stored)).Message.ShouldContain("target_dreamt_of");
    }

    private async Task<StoredEvent[]> OneOfEachType() =>
        [.. (await service.Get<IEventLog>().ReadAll("minato", 0, 100_000)).DistinctBy(stored => stored.Type)];

    private static IEnumerable<string> WithOneThingLess(JsonObject payload)
    {
        foreach (var (name, value) in payload.ToArray())
        {
            var less = payload.DeepClone().AsObject();
            less.Remove(name);
            yield return less.ToJsonString();
            if (value is not JsonObject inner) continue;
            foreach (var smaller in WithOneThingLess(inner))
            {
                var changed = payload.DeepClone().AsObject();
                changed[name] = JsonNode.Parse(smaller);
                yield return changed.ToJsonString();
            }
        }
    }

    // An empty list is written, and is what a missing one is read as.
    private static bool Same(string one, string other) =>
        JsonNode.DeepEquals(WithoutEmptyLists(JsonNode.Parse(one)!.AsObject()), WithoutEmptyLists(JsonNode.Parse(other)!.AsObject()));

    private static JsonObject WithoutEmptyLists(JsonObject payload)
    {
        foreach (var (name, value) in payload.ToArray())
        {
            if (value is JsonArray { Count: 0 }) payload.Remove(name);
            if (value is JsonObject inner) WithoutEmptyLists(inner);
        }

        return payload;
    }
}
