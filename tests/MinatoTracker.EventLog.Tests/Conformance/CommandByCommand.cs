using System.Globalization;
using MinatoTracker.EventLog.InMemory;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    private static readonly DateOnly FirstDay = new(2020, 4, 1);

    /// <summary>
    /// Command after command, as people send them: small appends at versions that they read, some of them stale, some sent again,
    /// backdated, with clocks that disagree, now to one process and now to another. The log in memory is plain enough to be believed.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_commands_come_it_answers_what_the_log_in_memory_answers(int seed)
    {
        var (random, memory) = (new Random(seed), new InMemoryEventLog(Clock));
        await memory.AddTenant(Some.Tenant);
        List<StreamAppend> sent = [];
        for (var i = 0; i < 300; i++)
        {
            Clock.Now = Noon.AddMinutes(i + random.Next(-5, 5));
            var append = sent.Count > 0 && random.Next(8) == 0 ? sent[random.Next(sent.Count)] : await SomeCommand(random, memory);
            sent.Add(append);

            var log = random.Next(4) == 0 ? LogElsewhere : Log;
            (await AnswerOf(log, append)).ShouldBe(await AnswerOf(memory, append), $"command {i}: {append.Stream} at {append.Expected}");
        }

        (await Told(Log)).ShouldBe(await Told(memory));
    }

    private static async Task<StreamAppend> SomeCommand(Random random, InMemoryEventLog memory)
    {
        var stream = $"stream-{random.Next(4)}";
        var version = (await memory.Read(stream)).Count;
        if (random.Next(10) == 0) version = random.Next(version + 2);
        var expected = random.Next(6) == 0 ? ExpectedVersion.Any : ExpectedVersion.Exactly(version);
        return Some.To(stream, expected, [.. Enumerable.Range(0, random.Next(3) == 0 ? 2 : 1).Select(_ => SomeEvent(random))]);
    }

    private static NewEvent SomeEvent(Random random)
    {
        var slots = Enumerable.Range(0, random.Next(3)).Select(_ => $"slot:{random.Next(5)}").Distinct().ToArray();
        var day = FirstDay.AddDays(random.Next(200)).ToString("O", CultureInfo.InvariantCulture);
        return Some.Event(day: day) with { Slots = slots };
    }

    private static async Task<string> AnswerOf(IEventLog log, StreamAppend append)
    {
        try
        {
            var result = await log.Append(Some.Tenant, [append], new EventMetadata("person-1"));
            return result.Repeated
                ? $"repeated, now at {result.Versions[append.Stream]}"
                : $"at {result.Versions[append.Stream]}, recorded {result.RecordedAt:O}";
        }
        catch (ConcurrencyConflictException conflict)
        {
            return $"conflict at {conflict.Actual}";
        }
    }

    // Numbers may have gaps, so events are told by their ids.
    private static async Task<string[]> Told(IEventLog log)
    {
        List<string> told = [.. (await log.ReadAll(Some.Tenant, 0, 10_000)).Select(e => $"{e.Stream} {e.Version} {e.Id} {e.RecordedAt:O}")];
        for (var day = FirstDay.AddDays(-1); day < FirstDay.AddDays(210); day = day.AddDays(35))
        foreach (var known in new DateTimeOffset?[] { null, Noon.AddMinutes(40), Noon.AddMinutes(150), Noon.AddMinutes(260) })
        {
            var inForce = await log.ReadInForce(Some.Tenant, EventLog.InForce.InScope("plan-1", day, known));
            told.Add($"{day} {known}: {string.Join(' ', inForce.Select(e => e.Id))}");
        }

        return [.. told];
    }
}
