using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Doctor;

public sealed class EventLogDoctorTests(PostgresServer server) : IAsyncLifetime
{
    private readonly FakeTime clock = new(new(2020, 10, 2, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;

    /// <summary>What breaks something, and the finding that it must lead to.</summary>
    public static TheoryData<string, string, string, string> Breakages => new()
    {
        { "grant_missing", "minato_writer may not insert history.", "", "revoke insert on minato.history from minato_writer" },
        { "grant_too_wide", "minato_writer may update mt_events, and must not.", "", "grant update on minato.mt_events to minato_writer" },
        { "grant_too_wide", "minato_reader may select mt_events_minato, and must not.", "", "grant select on minato.mt_events_minato to minato_reader" },
        { "row_security_missing", "Rows of history are not kept apart by office.", "", "alter table minato.history disable row level security" },
        { "row_security_missing", "Rows of history are not kept apart by office.", "", "alter table minato.history no force row level security" },
        { "append_only_missing", "minato.mt_events_minato: the trigger append_only_truncate", "", "drop trigger append_only_truncate on minato.mt_events_minato" },
        { "append_only_missing", "minato.mt_events: the trigger append_only ", "", "alter table minato.mt_events disable trigger append_only" },
        { "rebuild_unfinished", "A rebuild was broken off.", "", "create schema minato_next" },
        { "not_durable", "synchronous_commit is off", "", "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$" },
        { "partition_missing", "mt_streams_minato is missing, so minato can take no events.", "minato", "drop table minato.mt_streams_minato" },
        { "sequence_behind", "The next event would get number 2, yet event 3 exists", "minato", "select setval('minato.mt_events_sequence_minato', 1)" },
        { "stream_version_differs", "Stream a says it is at version 9, its last event is version 3.", "minato", "update minato.mt_streams set version = 9 where tenant_id = 'minato'" },
        { "stream_version_differs", "Stream a says it is at version 0, its last event is version 3.", "minato", "delete from minato.mt_streams where tenant_id = 'minato'" },
        { "stream_version_gap", "Stream a has 2 events up to version 3: one is missing.", "minato", WithoutGuard("delete from minato.mt_events where seq_id = 2") },
        { "history_without_event", "1 row(s) of the history name an event that does not exist, the first is event 2.", "minato", WithoutGuard("delete from minato.mt_events where seq_id = 2") },
        { "history_differs", "does not hold 1 event(s) as it should, the first is event 2 of a.", "minato", "delete from minato.history where seq_id = 2" },
        { "history_differs", "event 2 of a. title: slot is none instead of title.", "minato", "delete from minato.history where seq_id = 2" },
        { "history_differs", "event 2 of a. title: slot is title instead of none.", "minato", "insert into minato.history select slot_id + 1, effective, latest_effective, seq_id, recorded_at, tenant_id from minato.history where seq_id = 2; insert into minato.history_slots (slot_id, tenant_id, scope, stream_id, slot) overriding system value select slot_id + 1, tenant_id, scope, 'b', slot from minato.history_slots" },
        { "history_differs", "event 1 of a. title: slot is other instead of title.", "minato", "update minato.history_slots set slot = 'other'" },
        { "history_differs", "event 1 of a. title: scope is plan-2 instead of plan-1.", "minato", "update minato.history_slots set scope = 'plan-2'" },
        { "history_differs", "event 1 of a. title: stream_id is b instead of a.", "minato", "update minato.history_slots set stream_id = 'b'" },
        { "history_differs", "event 2 of a. title: effective is 2020-04-02 instead of 2020-04-01.", "minato", "update minato.history set effective = effective + 1 where seq_id = 2" },
        { "history_differs", "event 3 of a. title: latest_effective is 2020-04-02 instead of 2020-04-01.", "minato", "update minato.history set latest_effective = latest_effective + 1 where seq_id = 3" },
        { "history_differs", "event 3 of a. title: recorded_at is 2020-10-02T12:01:00.0000000Z instead of 2020-10-02T12:00:00.0000000Z.", "minato", "update minato.history set recorded_at = recorded_at + interval '1 minute' where seq_id = 3" },
        { "event_unreadable", "1 event(s) can't be read, the first is event 3 of a: unheard of", "minato", WithoutGuard("update minato.mt_events set type = 'unheard_of' where seq_id = 3") },
        { "subscription_behind", "Subscription Report is 2 event(s) behind since 2020-10-02T12:00:00Z.", "minato", "insert into minato.mt_event_progression values ('Report:All:minato', 1)" },
        { "subscription_stopped", "Subscription Report stopped at event 3: JsonException: no", "minato", Failure("stopped") },
        { "subscription_parked", "Subscription Report put 1 event(s) aside, the first is event 3.", "minato", Failure("parked") },
        { "schema_old", "The schema is at version 0", "", "update minato.schema_versions set version = 0" },
        { "schema_too_new", "The schema is at version 9999", "", "update minato.schema_versions set version = 9999" },
        { "schema_missing", "The event log's tables are not there.", "", "drop schema minato cascade" },
        { "check_failed", "\"stream_version_differs\" could not be checked", "minato", "alter table minato.mt_streams rename column version to v" },
    };

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        var log = database.NewLog(clock);
        await log.AddTenant(Some.Tenant);
        await log.Append("a", ExpectedVersion.Any, Some.Event(), Some.Event(), Some.Event());
        clock.Now = clock.Now.AddMinutes(5);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_healthy_database_has_nothing_to_report() => (await Examine()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task What_is_broken_is_found(string code, string message, string tenant, string breakage)
    {
        await database.Execute(breakage);

        var finding = (await Examine(withServer: true)).FirstOrDefault(f => f.Code == code && f.Message.Contains(message, StringComparison.Ordinal)).ShouldNotBeNull();

        (finding.Tenant ?? "").ShouldBe(tenant);
    }

    [Fact]
    public async Task Starting_the_service_mends_what_the_doctor_says_it_mends()
    {
        await database.Execute("""
            revoke insert on minato.history from minato_writer;
            grant update on minato.mt_events to minato_writer;
            grant select on minato.mt_events_minato to minato_reader;
            alter table minato.history disable row level security;
            drop trigger append_only_truncate on minato.mt_events_minato;
            """);
        (await Examine()).Length.ShouldBe(5);

        await Postgres.SchemaMigrator.Migrate(database.Connections.Owner, typeof(IEventLog).Assembly, "Schema", "event-log");

        (await Examine()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_apart_from_one_that_is_off()
    {
        await using var nowhere = new Postgres.EventLogDatabase("Host=127.0.0.1;Port=1;Username=postgres;Timeout=2");

        await Should.ThrowAsync<EventLogUnavailableException>(() => new EventLogDoctor(nowhere, clock).Examine());
    }

    [Fact]
    public void Every_check_is_provoked_by_a_test()
    {
        var checks = new[] { "Doctor/Database", "Doctor/Tenant" }.SelectMany(folder => Sql.Paths(typeof(EventLogDoctor).Assembly, folder))
            .Select(path => Path.GetFileNameWithoutExtension(path)!);

        // Roles belong to the whole server, where other tests use them.
        checks.Except(Breakages.Select(row => row.Data.Item1)).ShouldBe(["role_missing"]);
    }

    // The server of the tests may be set up to be quick rather than careful.
    private async Task<Finding[]> Examine(bool withServer = false) =>
        [.. (await new EventLogDoctor(database.Connections, clock, Place).Examine()).Where(f => withServer || f.Code != "not_durable")];

    private static HistoryPlace Place(StoredEvent stored) => stored.Type == "something_said"
        ? new(new(2020, 4, 1), "plan-1", ["title"])
        : throw new FormatException("unheard of");

    private static string WithoutGuard(string change) =>
        $"alter table minato.mt_events disable trigger append_only; {change}; alter table minato.mt_events enable trigger append_only";

    private static string Failure(string state) =>
        $"insert into minato.subscription_failures values ('Report', 'minato', 3, '{state}', 'JsonException: no', 3, now())";
}
