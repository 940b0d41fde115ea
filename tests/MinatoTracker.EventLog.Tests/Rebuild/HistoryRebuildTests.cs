using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Rebuild;

public sealed class HistoryRebuildTests(PostgresServer server) : IAsyncLifetime
{
    private readonly FakeTime clock = new(new(2020, 10, 2, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;
    private RandomHistory history = null!;
    private HistoryRebuild rebuild = null!;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        var log = database.NewLog(clock);
        foreach (var tenant in new[] { "minato", "taisho" }) await log.AddTenant(tenant);
        history = new(log, clock, seed: 7);
        rebuild = new(database.Connections, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_answer_is_the_same_as_before(int seed)
    {
        history = new(database.NewLog(clock), clock, seed);
        foreach (var tenant in new[] { "minato", "taisho", "minato" }) await history.Append(tenant, 200);
        var (before, theirs) = (await history.Answers("minato"), await history.Answers("taisho"));
        var rows = await Rows();

        await rebuild.Run(1, RandomHistory.PlaceOf);

        (await history.Answers("minato")).ShouldBe(before);
        (await history.Answers("taisho")).ShouldBe(theirs);
        (await Rows()).ShouldBe(rows);
    }

    [Fact]
    public async Task The_schema_is_the_same_as_before()
    {
        await history.Append("minato", 20);
        var before = await database.Catalogue();

        await rebuild.Run(1, RandomHistory.PlaceOf);

        (await database.Catalogue()).ShouldBe(before);
        (await database.Scalar<bool>("select exists (select from pg_namespace where nspname = 'minato_next')")).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_appended_meanwhile_and_afterwards_are_in_it()
    {
        await history.Append("minato", 300);
        using var done = new CancellationTokenSource();
        var writers = new[] { "minato", "taisho", "minato" }.Select((tenant, seed) => Task.Run(() => AppendUntil(tenant, seed, done.Token))).ToArray();

        for (var run = 1; run <= 5; run++) await rebuild.Run(run, RandomHistory.PlaceOf);

        await done.CancelAsync();
        await Task.WhenAll(writers);
        await history.Append("minato", 50);
        var (live, rows) = (await history.Answers("minato"), await Rows());
        await rebuild.Run(6, RandomHistory.PlaceOf);
        (await history.Answers("minato")).ShouldBe(live);
        (await Rows()).ShouldBe(rows);
    }

    [Fact]
    public async Task Interrupted_it_leaves_the_history_in_use_and_starts_clean_the_next_time()
    {
        await history.Append("minato", 300);
        var before = await history.Answers("minato");
        using var interrupt = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => rebuild.Run(1, Interrupting, cancellation: interrupt.Token));

        (await history.Answers("minato")).ShouldBe(before);
        (await rebuild.IsNeeded(1)).ShouldBeTrue();
        await history.Append("minato", 10);
        before = await history.Answers("minato");
        await rebuild.Run(1, RandomHistory.PlaceOf);
        (await history.Answers("minato")).ShouldBe(before);

        HistoryPlace Interrupting(StoredEvent stored)
        {
            if (stored.Position == 150) interrupt.Cancel();
            return RandomHistory.PlaceOf(stored);
        }
    }

    [Fact]
    public async Task Killed_it_leaves_the_history_in_use_and_starts_clean_the_next_time()
    {
        await history.Append("minato", 300);
        var before = await history.Answers("minato");

        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => rebuild.Run(1, Killing));

        (await history.Answers("minato")).ShouldBe(before);
        await rebuild.Run(1, RandomHistory.PlaceOf);
        (await history.Answers("minato")).ShouldBe(before);

        HistoryPlace Killing(StoredEvent stored)
        {
            if (stored.Position == 150)
                database.Execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy minato_next%' and datname = current_database()").Wait();
            return RandomHistory.PlaceOf(stored);
        }
    }

    [Fact]
    public async Task An_event_that_can_not_be_placed_stops_it_and_changes_nothing()
    {
        await history.Append("minato", 50);
        var before = await history.Answers("minato");

        await Should.ThrowAsync<FormatException>(() => rebuild.Run(1, _ => throw new FormatException()));

        (await history.Answers("minato")).ShouldBe(before);
    }

    [Fact]
    public async Task Progress_is_told_up_to_the_total()
    {
        await history.Append("minato", 30);
        await history.Append("taisho", 12);
        var told = new Told();

        await rebuild.Run(1, RandomHistory.PlaceOf, told);

        told.Last!.Done.ShouldBe(42);
        told.Last.Total.ShouldBe(42);
        told.Last.EventsPerSecond.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task It_is_needed_until_it_was_built_in_the_shape_that_is_wanted()
    {
        (await rebuild.IsNeeded(1)).ShouldBeTrue();
        await rebuild.Run(1, RandomHistory.PlaceOf);

        (await rebuild.IsNeeded(1)).ShouldBeFalse();
        (await rebuild.IsNeeded(2)).ShouldBeTrue();
        (await new ReadModelVersions(database.Connections).Built(ReadModelVersions.History)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_shape_gives_other_answers()
    {
        await history.Append("minato", 50);

        await rebuild.Run(2, stored => RandomHistory.PlaceOf(stored) with { Scope = "everything", Slots = ["only"] });

        var log = database.NewLog();
        (await log.ReadInForce("minato", InForce.InScope("plan-1", new(2030, 1, 1)))).ShouldBeEmpty();
        var streams = (await log.ReadAll("minato", 0, 100)).Select(e => e.Stream).Distinct().Count();
        (await log.ReadInForce("minato", InForce.InScope("everything", new(2030, 1, 1)))).Count.ShouldBe(streams);
    }

    [Fact]
    public async Task One_is_enough_at_a_time()
    {
        await history.Append("minato", 10);
        var (reached, hold) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var first = rebuild.Run(1, stored =>
        {
            reached.TrySetResult();
            hold.Wait();
            return RandomHistory.PlaceOf(stored);
        });
        await reached.Task;

        await Should.ThrowAsync<RebuildUnderWayException>(() => new HistoryRebuild(database.Connections, TimeProvider.System).Run(1, RandomHistory.PlaceOf));

        hold.Set();
        await first;
        await rebuild.Run(1, RandomHistory.PlaceOf);
    }

    [Fact]
    public async Task It_waits_for_a_reader_that_takes_long_without_holding_up_the_writers()
    {
        await history.Append("minato", 10);
        await using var reading = await database.Connections.Reader.OpenConnectionAsync();
        await using var transaction = await reading.BeginTransactionAsync();
        await using var report = new Npgsql.NpgsqlCommand("select count(*) from minato.history", reading);
        await report.ExecuteScalarAsync();

        var running = rebuild.Run(1, RandomHistory.PlaceOf);
        await Eventually.True(
            () => database.Scalar<bool>("select exists (select from pg_locks where relation = 'minato.history'::regclass and not granted)"), "it waits");
        await history.Append("minato", 5);
        await transaction.RollbackAsync();

        await running;
        (await Rows()).ShouldNotBeEmpty();
    }

    private async Task AppendUntil(string tenant, int seed, CancellationToken done)
    {
        var mine = new RandomHistory(database.NewLog(), new FakeTime(clock.Now), seed);
        while (!done.IsCancellationRequested) await mine.Append(tenant, 5);
    }

    // Slots by what they are: their numbers may differ.
    private async Task<string[]> Rows() => (await database.Scalar<string[]>("""
        select array_agg(format('%s %s %s %s %s %s %s %s', s.tenant_id, s.scope, s.stream_id, s.slot, h.effective, h.seq_id, h.recorded_at, h.latest_effective)
                         order by s.tenant_id, h.seq_id, s.slot)
        from minato.history h join minato.history_slots s using (slot_id)
        """))!;

    private sealed class Told : IProgress<RebuildProgress>
    {
        public RebuildProgress? Last { get; private set; }

        public void Report(RebuildProgress value) => Last = value;
    }
}
