using System.Globalization;
using System.Reflection;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Schema;

public sealed class MigrationTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly Assembly Here = typeof(MigrationTests).Assembly;
    private TestDatabase database = null!;

    public static TheoryData<string> FrozenVersions => [.. Sql.Paths(Here, "Schema/Frozen")];

    public async ValueTask InitializeAsync() => database = await server.NewEmptyDatabase();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [MemberData(nameof(FrozenVersions))]
    public async Task Every_earlier_version_becomes_what_a_new_database_is(string frozen)
    {
        await Restore(frozen);
        await using var fresh = await server.NewDatabase();
        // The same offices, so that partitions and sequences can be compared too.
        foreach (var tenant in new[] { "minato", "taisho" }) await fresh.NewLog().AddTenant(tenant);

        await Migrate();

        (await database.Catalogue()).ShouldBe(await fresh.Catalogue());
    }

    [Theory]
    [MemberData(nameof(FrozenVersions))]
    public async Task An_earlier_version_keeps_its_events_and_takes_new_ones(string frozen)
    {
        await Restore(frozen);
        const string Stream = "initiative/minato-2020/3-3-6";

        await Migrate();

        var log = database.NewLog();
        (await log.ReadStream("minato", Stream)).Select(e => e.Text()).ShouldBe(["""{"text": "30%以上"}""", """{"text": "2件以上"}"""]);
        (await log.ReadAll("taisho", 0, 10)).Count.ShouldBe(3);
        await log.Append("minato", [new(Stream, "minato-2020", ExpectedVersion.Exactly(2), [Some.Event("target:1", "2020-11-01")])], new EventMetadata());
        var inForce = await log.ReadInForce("minato", EventLog.InForce.InScope("minato-2020", new(2020, 12, 31)));
        inForce.Select(e => (e.Stream, e.Version)).ShouldBe([("initiative/minato-2020/4-1-3", 1L), (Stream, 3L)]);
        (await database.Scalar<long>("select last_seq_id from minato.mt_event_progression where name = 'Report:All:minato'")).ShouldBe(2);
    }

    [Fact]
    public void Every_earlier_version_is_frozen() => Enumerable.Range(1, SchemaMigrator.NewestVersion(typeof(IEventLog).Assembly, "Schema") - 1)
        .Except(FrozenVersions.Select(row => int.Parse(Path.GetFileNameWithoutExtension(row.Data), CultureInfo.InvariantCulture)))
        .ShouldBeEmpty("freeze what was before a migration with ops/build/freeze-schema");

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await Migrate();
        await database.NewLog().AddTenant("minato");
        var once = await database.Catalogue();

        await Migrate();

        (await database.Catalogue()).ShouldBe(once);
    }

    [Fact]
    public async Task Processes_that_migrate_at_once_wait_for_each_other()
    {
        await Restore(FrozenVersions.Select(row => (string)row.Data).First());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrate()));

        await using var fresh = await server.NewDatabase();
        foreach (var tenant in new[] { "minato", "taisho" }) await fresh.NewLog().AddTenant(tenant);
        (await database.Catalogue()).ShouldBe(await fresh.Catalogue());
    }

    [Fact]
    public async Task Processes_that_add_an_office_at_once_wait_for_each_other()
    {
        await Migrate();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.NewLog().AddTenant("minato")));

        (await database.Scalar<long>("select count(*) from minato.mt_tenant_partitions")).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_starts_holds_up_none_that_works()
    {
        await Migrate();
        await database.NewLog().AddTenant("minato");
        await using var working = await database.Connections.Owner.OpenConnectionAsync();
        await using var transaction = await working.BeginTransactionAsync();
        await using var touch = new NpgsqlCommand(Sql.Text(Here, "Schema/touch_every_table.sql"), working);
        await touch.ExecuteNonQueryAsync();

        await using var impatient = new EventLogDatabase(database.ConnectionString + ";Options=-c lock_timeout=500");

        await Should.NotThrowAsync(() => SchemaMigrator.Migrate(impatient.Owner, typeof(IEventLog).Assembly, "Schema", "event-log"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_left_alone()
    {
        await Migrate();
        await database.Execute("update minato.schema_versions set version = 9999");
        var before = await database.Catalogue();

        var refusal = await Should.ThrowAsync<SchemaTooNewException>(Migrate);

        (refusal.Part, refusal.Found).ShouldBe(("event-log", 9999));
        refusal.Message.ShouldContain("newer program");
        (await database.Catalogue()).ShouldBe(before);
    }

    private Task Migrate() => SchemaMigrator.Migrate(database.Connections.Owner, typeof(IEventLog).Assembly, "Schema", "event-log");

    private async Task Restore(string frozen)
    {
        await database.Execute(Sql.Text(typeof(IEventLog).Assembly, "Schema/privileges/1_roles.sql"));
        await database.Execute(Sql.Text(Here, frozen));
    }
}
