using JasperFx;
using Marten;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog.Tests.Support;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>The domain's events and states through Marten's own ways of reading and writing.</summary>
public sealed class DomainTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly StreamOf<Initiative> Row = Streams.Initiative("minato-2020", "3-3-6");
    private Ward ward = null!;

    public async ValueTask InitializeAsync()
    {
        ward = await Ward.On(server);
        await ward.Import(ward.Default);
    }

    public ValueTask DisposeAsync() => ward.DisposeAsync();

    [Fact]
    public async Task Marten_reads_every_event_into_the_type_and_value_that_the_log_reads()
    {
        await using var session = ward.Store.QuerySession(Some.Tenant);
        var stored = await ward.Default.ReadAll(Some.Tenant, 0, 100_000, TestContext.Current.CancellationToken);

        var read = await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);

        read.Select(e => (e.Sequence, e.Id, e.StreamKey, e.Version, e.Timestamp)).ShouldBe(stored.Select(e => (e.Position, e.Id, (string?)e.Stream, e.Version, e.RecordedAt)));
        read.Select(e => e.Data).ShouldBe(stored.Select(EventTypes.FromStore));
    }

    [Fact]
    public async Task Live_aggregation_is_the_domains_fold()
    {
        await using var session = ward.Store.QuerySession(Some.Tenant);
        var tracker = new Tracker(ward.Default, Ward.Settings);

        var row = (await session.Events.AggregateStreamAsync<Folded<Initiative>>(Row.Key, token: TestContext.Current.CancellationToken))!;
        row.Id.ShouldBe(Row.Key);
        Seen(row.State).ShouldBe(Seen((await tracker.Load(Row)).State));
        var plan = Streams.Plan("minato-2020");
        Seen((await session.Events.AggregateStreamAsync<Folded<Plan>>(plan.Key, token: TestContext.Current.CancellationToken))!.State)
            .ShouldBe(Seen((await tracker.Load(plan)).State));
        (await session.Events.AggregateStreamAsync<Folded<Review>>("review/minato-2020/never", token: TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task The_history_agrees_with_what_Marten_aggregates_up_to_a_version()
    {
        await using var session = ward.Store.QuerySession(Some.Tenant);
        var inForce = await ward.Critter.ReadInForce(
            Some.Tenant, InForce.InScope(Row.Scope!, DateOnly.MaxValue, stream: Row.Key), TestContext.Current.CancellationToken);

        var aggregated = (await session.Events.AggregateStreamAsync<Folded<Initiative>>(Row.Key, token: TestContext.Current.CancellationToken))!.State;

        var told = Row.Fold(inForce.Select(EventTypes.FromStore));
        told.Title.ShouldBe(aggregated.Title);
        told.OwningSection.ShouldBe(aggregated.OwningSection);
        Seen(told.Indicators).ShouldBe(Seen(aggregated.Indicators));
    }

    [Fact]
    public async Task A_command_fetched_for_writing_is_recorded_with_its_history()
    {
        await using var session = ward.Store.LightweightSession(Some.Tenant);
        var stream = await session.Events.FetchForWriting<Folded<Initiative>>(Row.Key, TestContext.Current.CancellationToken);
        stream.Aggregate!.State.IsRegistered.ShouldBeTrue();

        stream.AppendOne(new OwningSectionAssigned(new("person-1", new(2020, 11, 1)), "協働まちづくり推進課"));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);

        (await SectionOn(new(2020, 10, 31))).ShouldNotBe("協働まちづくり推進課");
        (await SectionOn(new(2020, 11, 1))).ShouldBe("協働まちづくり推進課");
        (await new Tracker(ward.Default, Ward.Settings).Load(Row)).Version.ShouldBe(stream.CurrentVersion!.Value);
    }

    [Fact]
    public async Task Of_two_commands_fetched_at_one_version_one_is_refused_and_leaves_nothing()
    {
        var before = await ward.Default.ReadAll(Some.Tenant, 0, 100_000, TestContext.Current.CancellationToken);
        await using var slow = ward.Store.LightweightSession(Some.Tenant);
        var stream = await slow.Events.FetchForWriting<Folded<Initiative>>(Row.Key, TestContext.Current.CancellationToken);
        await ward.Default.Append(
            Some.Tenant,
            [new(Row.Key, Row.Scope, ExpectedVersion.Exactly(stream.CurrentVersion!.Value), [EventTypes.ToStore(Activity("quick"))])],
            new EventMetadata("person-2"),
            TestContext.Current.CancellationToken);

        stream.AppendOne(Activity("slow"));
        await Should.ThrowAsync<ConcurrencyException>(() => slow.SaveChangesAsync(TestContext.Current.CancellationToken));

        (await ward.Default.ReadAll(Some.Tenant, before[^1].Position, 10, TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await ward.Database.Scalar<long>("select count(*) from minato.history_slots where slot like '%slow%'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_fails_at_the_commit_leaves_a_gap_in_the_numbers_and_nothing_else()
    {
        await ward.Database.Execute("""
            create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'too late' using errcode = '40001'; end $$;
            create constraint trigger fail after insert on minato.history deferrable initially deferred for each row execute function public.fail();
            """);
        var before = await ward.Rows("select to_jsonb(e.stream_id || ' ' || e.version) from minato.mt_events e union all select to_jsonb(s.id) from minato.mt_streams s");
        await using (var store = MartenStore.Open(ward.Database.Connections.Batches, ward.Clock))
        await using (var session = store.LightweightSession(Some.Tenant))
        {
            session.Events.Append(Row.Key, Activity("too late"));
            await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        // What Marten does about it afterwards it has done when its store is closed.
        (await ward.Rows("select to_jsonb(e.stream_id || ' ' || e.version) from minato.mt_events e union all select to_jsonb(s.id) from minato.mt_streams s")).ShouldBe(before);
    }

    [Fact]
    public async Task A_session_draws_no_number_before_it_has_the_offices_lock()
    {
        const string Drawn = "select last_value from minato.mt_events_sequence_minato";
        var before = await ward.Database.Scalar<long>(Drawn);
        await using var other = await ward.Database.Connections.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var committing = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('minato.append/minato', 0))", other))
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var session = ward.Store.LightweightSession(Some.Tenant);
        session.Events.Append(Row.Key, Activity("waiting"));
        var saving = session.SaveChangesAsync(TestContext.Current.CancellationToken);
        await Eventually.True(
            async () => await ward.Database.Scalar<long>(
                "select count(*) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and locktype = 'advisory' and not granted") == 1,
            "the session waits");

        saving.IsCompleted.ShouldBeFalse();
        (await ward.Database.Scalar<long>(Drawn)).ShouldBe(before);
        await committing.CommitAsync(TestContext.Current.CancellationToken);
        await saving;
        (await ward.Database.Scalar<long>(Drawn)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_session_of_another_office_sees_nothing()
    {
        await ward.Critter.AddTenant("taisho", TestContext.Current.CancellationToken);
        await using var session = ward.Store.QuerySession("taisho");

        (await session.Events.FetchStreamAsync(Row.Key, token: TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await session.Events.QueryAllRawEvents().CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    private static ActivityRecorded Activity(string id) => new(new("person-1", new(2020, 11, 1)), id, "会議を開いた");

    private async Task<string?> SectionOn(DateOnly day)
    {
        var inForce = await ward.Default.ReadInForce(Some.Tenant, InForce.InScope(Row.Scope!, day, stream: Row.Key));
        return Row.Fold(inForce.Select(EventTypes.FromStore)).OwningSection?.Value;
    }

    // Immutable dictionaries are equal by reference only.
    private static string Seen<T>(T state) => System.Text.Json.JsonSerializer.Serialize(state, JsonShapes.Options);
}
