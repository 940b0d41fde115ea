using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Rebuild;

/// <summary>How fast a rebuild is and what memory it takes, beside reading and parsing alone. Run by hand: it says numbers and takes its time.</summary>
public sealed class RebuildSpeed(PostgresServer server)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory(Explicit = true)]
    [InlineData(130_000)]
    [InlineData(1_000_000)]
    public async Task Events_a_second_and_memory(int events)
    {
        await using var database = await server.NewDatabase();
        await database.NewLog().AddTenant("minato");
        await using var fill = database.Connections.Owner.CreateCommand(Sql.Text(typeof(RebuildSpeed).Assembly, "Rebuild/many_events.sql"));
        fill.CommandTimeout = 0;
        fill.Parameters.Add(new() { Value = events });
        await fill.ExecuteNonQueryAsync();
        await database.Execute("vacuum analyze minato.mt_events");

        var rebuild = new HistoryRebuild(database.Connections, TimeProvider.System);
        for (var run = 1; run <= 3; run++)
        {
            var floor = await Seconds(() => ReadAndParse(database, events));
            GC.Collect();
            var memory = new Peak();
            var ours = await Seconds(() => rebuild.Run(run, Place, memory));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{events} events: read and parse {events / floor:N0}/s, rebuild {events / ours:N0}/s, ratio {floor / ours:N2}, at most {memory.Bytes >> 20} MiB"));
            memory.Bytes.ShouldBeLessThan(300L << 20);
        }
    }

    private static HistoryPlace Place(StoredEvent stored)
    {
        var said = JsonSerializer.Deserialize<Said>(stored.Data.Span, Json)!;
        return new(said.Effective, said.Scope, said.Slots);
    }

    private static async Task ReadAndParse(TestDatabase database, int events)
    {
        await using var command = database.Connections.Owner.CreateCommand("select seq_id, data from minato.mt_events where tenant_id = 'minato' order by seq_id");
        await using var reader = await command.ExecuteReaderAsync();
        var read = 0;
        while (await reader.ReadAsync())
            if (JsonSerializer.Deserialize<Said>(reader.GetFieldValue<byte[]>(1), Json) is not null) read++;
        read.ShouldBe(events);
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private sealed record Said(DateOnly Effective, string Scope, string[] Slots, string Text);

    private sealed class Peak : IProgress<RebuildProgress>
    {
        public long Bytes { get; private set; }

        public void Report(RebuildProgress value) => Bytes = Math.Max(Bytes, Process.GetCurrentProcess().WorkingSet64);
    }
}
