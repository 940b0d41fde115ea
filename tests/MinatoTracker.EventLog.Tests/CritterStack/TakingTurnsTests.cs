using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.EventLog.InMemory;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>Both editions on one database, in turn and at once: nothing is lost, nothing is told differently.</summary>
public sealed class TakingTurnsTests(PostgresServer server) : IAsyncLifetime
{
    private const int Writers = 6;
    private const int CommandsATurn = 15;
    private static readonly DateOnly FirstDay = new(2020, 4, 1);
    private readonly ConcurrentDictionary<Guid, NewEvent> said = new();
    private Ward ward = null!;

    public async ValueTask InitializeAsync() => ward = await Ward.On(server);

    public ValueTask DisposeAsync() => ward.DisposeAsync();

    [Fact]
    public async Task Under_load_the_editions_take_turns_and_both_tell_what_was_said()
    {
        foreach (var turn in Enumerable.Range(0, 4)) await Load(turn, _ => turn % 2 == 0 ? ward.Default : ward.Critter);

        await EverythingAgrees(4 * Writers * CommandsATurn);
    }

    [Fact]
    public async Task Both_editions_at_once_keep_one_order()
    {
        foreach (var turn in Enumerable.Range(0, 2)) await Load(turn, writer => writer % 2 == 0 ? ward.Default : ward.Critter);

        await EverythingAgrees(2 * Writers * CommandsATurn);
    }

    [Fact]
    public async Task What_one_edition_appended_the_other_recognises_as_a_retry()
    {
        foreach (var (first, second) in new[] { (ward.Default, ward.Critter), (ward.Critter, ward.Default) })
        foreach (var expected in new[] { ExpectedVersion.MustBeNew, ExpectedVersion.Any })
        {
            var (stream, events) = (Guid.NewGuid().ToString(), Some.Events(3));
            await first.Append(stream, expected, events);

            (await second.Append(stream, expected, events)).Repeated.ShouldBeTrue();

            (await second.Read(stream)).Count.ShouldBe(3);
        }
    }

    // Writers share streams, so that some find their version taken: they look again and go on.
    private Task Load(int turn, Func<int, IEventLog> logOf) => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
    {
        var (random, log) = (new Random(turn * 100 + writer), logOf(writer));
        for (var i = 0; i < CommandsATurn; i++)
        {
            ward.Clock.Now = Ward.Noon.AddMinutes(turn * 60 + i + random.Next(-3, 3));
            var (stream, events) = ($"stream-{random.Next(4)}", Enumerable.Range(0, random.Next(1, 4)).Select(_ => SomeEvent(random)).ToArray());
            await Command(log, stream, random.Next(4) == 0, events);
        }
    })));

    private async Task Command(IEventLog log, string stream, bool any, NewEvent[] events)
    {
        while (true)
        {
            var expected = any ? ExpectedVersion.Any : ExpectedVersion.Exactly((await log.Read(stream)).Count);
            try
            {
                await log.Append(Some.Tenant, [Some.To(stream, expected, events)], new EventMetadata("person-1"));
                foreach (var e in events) said[e.Id] = e;
                return;
            }
            catch (ConcurrencyConflictException)
            {
                // Another writer was faster.
            }
        }
    }

    private async Task EverythingAgrees(int commands)
    {
        var all = await ward.Default.ReadAll(Some.Tenant, 0, 100_000);
        all.Count.ShouldBe(said.Count);
        all.Count.ShouldBeGreaterThanOrEqualTo(commands);
        all.Select(e => e.Id).ShouldBe(said.Keys, ignoreOrder: true);
        all.Select(e => e.RecordedAt).ShouldBeInOrder(SortDirection.Ascending);
        foreach (var stream in all.GroupBy(e => e.Stream))
            stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(version => (long)version));

        (await TheHistory(ward.Critter)).ShouldBe(await TheHistory(await Oracle(all)));
        (await TheHistory(ward.Default)).ShouldBe(await TheHistory(ward.Critter));
        await RowsAgree();
    }

    // The same events once more, one by one, into the log that is plain enough to be believed.
    private async Task<IEventLog> Oracle(IReadOnlyList<StoredEvent> all)
    {
        var clock = new FakeTime(Ward.Noon);
        var memory = new InMemoryEventLog(clock);
        await memory.AddTenant(Some.Tenant);
        foreach (var stored in all)
        {
            clock.Now = stored.RecordedAt;
            await memory.Append(stored.Stream, ExpectedVersion.Exactly(stored.Version - 1), said[stored.Id]);
        }

        return memory;
    }

    private static async Task<string[]> TheHistory(IEventLog log)
    {
        List<string> told = [];
        for (var day = FirstDay.AddDays(-1); day < FirstDay.AddDays(210); day = day.AddDays(21))
        foreach (var known in new DateTimeOffset?[] { null, Ward.Noon.AddMinutes(7), Ward.Noon.AddMinutes(65), Ward.Noon.AddMinutes(130) })
        {
            var inForce = await log.ReadInForce(Some.Tenant, InForce.InScope("plan-1", day, known));
            told.Add($"{day} {known}: {string.Join(' ', inForce.Select(e => e.Id))}");
        }

        return [.. told];
    }

    private async Task RowsAgree()
    {
        // Whatever is not the event's own is the same in all rows, whoever wrote them.
        (await ward.Rows("""
            select distinct to_jsonb(e) - 'seq_id' - 'id' - 'stream_id' - 'version' - 'data' - 'timestamp'
                || jsonb_build_object('null_headers', e.headers is null, 'zone', extract(timezone from e.timestamp)) from minato.mt_events e
            """)).ShouldHaveSingleItem();
        (await ward.Rows("""
            select s.id from minato.mt_streams s
            join lateral (select max(version) as version, max(timestamp) as last, min(timestamp) as first from minato.mt_events e
                          where e.tenant_id = s.tenant_id and e.stream_id = s.id) e on true
            where (s.version, s.timestamp, s.created) is distinct from (e.version, e.last, e.first) or s.type is not null or s.is_archived
            """)).ShouldBeEmpty();
        foreach (var (id, body) in (await ward.Rows("select jsonb_build_array(id, data) from minato.mt_events")).Select(IdAndBody))
            JsonElement.DeepEquals(body, JsonElement.Parse(said[id].Data)).ShouldBeTrue();
    }

    private static (Guid, JsonElement) IdAndBody(string row) => JsonElement.Parse(row) is var both ? (both[0].GetGuid(), both[1]) : default;

    private static NewEvent SomeEvent(Random random)
    {
        var slots = Enumerable.Range(0, random.Next(3)).Select(_ => $"slot:{random.Next(5)}").Distinct().ToArray();
        var day = FirstDay.AddDays(random.Next(200)).ToString("O", CultureInfo.InvariantCulture);
        return Some.Event(day: day, data: $$"""{"text": "第{{random.Next(100)}}回", "value": {{random.Next(1000)}}.5}""") with { Slots = slots };
    }
}
