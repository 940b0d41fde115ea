using System.Globalization;
using System.Text.Json;
using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Rebuild;

/// <summary>Events of random days in random slots. Each carries its place in its data, as real ones do in their fields.</summary>
internal sealed class RandomHistory(IEventLog log, FakeTime clock, int seed)
{
    private static readonly DateOnly FirstDay = new(2020, 4, 1);
    private readonly Random random = new(seed);

    public static HistoryPlace PlaceOf(StoredEvent stored)
    {
        var data = JsonDocument.Parse(stored.Data).RootElement;
        return new(
            DateOnly.Parse(data.GetProperty("effective").GetString()!, CultureInfo.InvariantCulture),
            data.GetProperty("scope").GetString(),
            [.. data.GetProperty("slots").EnumerateArray().Select(slot => slot.GetString()!)]);
    }

    public async Task Append(string tenant, int events)
    {
        for (var i = 0; i < events; i++)
        {
            clock.Now += TimeSpan.FromMinutes(random.Next(3));
            var (plan, stream) = (random.Next(3), random.Next(5));
            await log.Append(
                tenant, [new($"initiative/plan-{plan}/{stream}", $"plan-{plan}", ExpectedVersion.Any, [Event($"plan-{plan}")])], new EventMetadata());
        }
    }

    /// <summary>What is answered to every kind of question, for many days and times.</summary>
    public async Task<string[]> Answers(string tenant)
    {
        List<string> answers = [];
        var start = clock.Now.AddHours(-3);
        for (var day = FirstDay; day < FirstDay.AddDays(400); day = day.AddDays(61))
        foreach (var known in new DateTimeOffset?[] { null, start, start.AddHours(1), start.AddHours(2), start.AddHours(2.5) })
        {
            foreach (var plan in new[] { "plan-0", "plan-1", "plan-2" })
            {
                answers.Add(await Answer(tenant, InForce.InScope(plan, day, known)));
                answers.Add(await Answer(tenant, InForce.InScope(plan, day, known, $"initiative/{plan}/2")));
            }

            answers.Add(await Answer(tenant, InForce.InSlot("slot-1", day, known)));
        }

        return [.. answers];
    }

    private async Task<string> Answer(string tenant, InForce query) =>
        $"{query}: {string.Join(' ', (await log.ReadInForce(tenant, query)).Select(e => e.Position))}";

    private NewEvent Event(string scope)
    {
        var slots = Enumerable.Range(0, random.Next(3)).Select(_ => $"slot-{random.Next(6)}").Distinct().ToArray();
        var effective = FirstDay.AddDays(random.Next(400));
        return new(
            Guid.NewGuid(), "something_said", "Some.Event, Some",
            JsonSerializer.Serialize(new { effective = effective.ToString("O", CultureInfo.InvariantCulture), scope, slots }),
            effective, slots);
    }
}
