using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Races;

/// <summary>
/// Writers of several processes race with slow commits while a reader follows with a cursor. The log's reader must miss nothing;
/// with a writer that takes no lock the very same reader does, which shows that this race is one that can be lost.
/// </summary>
public sealed class OrderRaceTests(PostgresServer server) : IAsyncLifetime
{
    private const int Processes = 3;
    private const int Writers = 8;
    private const int PagesToRead = 150;
    private readonly CancellationTokenSource enough = new(TimeSpan.FromMinutes(2));
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        await database.NewLog().AddTenant(Some.Tenant);
        await database.Execute(Sql.Text(typeof(OrderRaceTests).Assembly, "Races/slow_commits.sql"));
    }

    public ValueTask DisposeAsync()
    {
        enough.Dispose();
        return database.DisposeAsync();
    }

    [Fact]
    public async Task A_reader_with_a_cursor_gets_every_event_once_and_in_stream_order()
    {
        var processes = Enumerable.Range(0, Processes).Select(_ => new EventLogDatabase(database.ConnectionString)).ToArray();
        var writers = processes
            .Select(process => new PostgresEventLog(process, TimeProvider.System))
            .SelectMany(log => Enumerable.Range(0, Writers).Select(_ => Task.Run(() => AppendToTwoStreamsAtATime(log))));

        var (written, read) = await Race(writers);

        read.Count.ShouldBe(written);
        read.Select(e => e.Id).ShouldBeUnique();
        OutOfOrder(read).ShouldBe(0);
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task The_same_reader_loses_events_of_writers_without_a_lock()
    {
        var writers = Enumerable.Range(0, Processes * Writers).Select(writer => Task.Run(() => AppendNaively($"stream-{writer}")));

        var (written, read) = await Race(writers);

        read.Count.ShouldBeLessThan(written);
    }

    private async Task<int> AppendToTwoStreamsAtATime(PostgresEventLog log)
    {
        var written = 0;
        for (; !enough.IsCancellationRequested; written += 3)
        {
            var first = Random.Shared.Next(10);
            await log.Append(
                Some.Tenant,
                [
                    Some.To($"stream-{first}", ExpectedVersion.Any, Some.Events(2)),
                    Some.To($"stream-{(first + 1 + Random.Shared.Next(9)) % 10}", ExpectedVersion.Any, Some.Event()),
                ],
                new EventMetadata());
        }

        return written;
    }

    private async Task<int> AppendNaively(string stream)
    {
        var written = 0;
        while (!enough.IsCancellationRequested)
        {
            await using var append = database.Connections.Owner.CreateCommand(Sql.Text(typeof(OrderRaceTests).Assembly, "Races/naive_append.sql"));
            append.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
            append.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ++written });
            await append.ExecuteNonQueryAsync();
        }

        return written;
    }

    // The writers go on until the reader has followed for a while, so that a busy machine changes nothing.
    private async Task<(int Written, List<StoredEvent> Read)> Race(IEnumerable<Task<int>> writers)
    {
        var log = database.NewLog();
        var racing = Task.WhenAll(writers);
        List<StoredEvent> read = [];
        for (var (pages, done) = (0, false); !done;)
        {
            // Asked before reading: what was committed before it was done is in the last page.
            done = racing.IsCompleted;
            while (await log.ReadAll(Some.Tenant, read.Count == 0 ? 0 : read[^1].Position, 50) is { Count: > 0 } page)
            {
                read.AddRange(page);
                if (++pages == PagesToRead) await enough.CancelAsync();
            }
        }

        return ((await racing).Sum(), read);
    }

    private static int OutOfOrder(IEnumerable<StoredEvent> read) => read.GroupBy(e => e.Stream)
        .Sum(stream => stream.Select(e => e.Version).Zip(Enumerable.Range(1, int.MaxValue)).Count(pair => pair.First != pair.Second));
}
