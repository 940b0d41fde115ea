using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Tenancy;

public sealed class TenancyTests(PostgresServer server) : IAsyncLifetime
{
    private const string Ours = TenantWall.Ours;
    private const string Theirs = TenantWall.Theirs;
    private TestDatabase database = null!;
    private TenantWall wall = null!;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        wall = new(database.Connections.Owner);
        var log = database.NewLog();
        foreach (var tenant in new[] { Ours, Theirs })
        {
            await log.AddTenant(tenant);
            await log.Append(tenant, [Some.To("a", ExpectedVersion.Any, Some.Events(2))], new EventMetadata());
            await database.Execute($"insert into minato.mt_event_progression values ('Report:All:{tenant}', 2)");
        }

        await wall.Fill();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public Task No_role_of_the_service_reads_rows_of_another_office() => wall.HidesAnothersRows();

    [Fact]
    public Task No_role_of_the_service_reads_anything_before_it_names_an_office() => wall.HidesEverythingBeforeAnOfficeIsNamed();

    [Fact]
    public Task The_service_reads_its_own_rows() => wall.ShowsOnesOwnRows();

    [Fact]
    public Task The_service_adds_no_rows_to_another_office() => wall.TakesNoRowsForAnother();

    [Fact]
    public Task The_service_changes_no_rows_of_another_office() => wall.ChangesNoRowsOfAnother();

    [Fact]
    public async Task Only_what_belongs_to_no_office_is_outside_the_wall() => (await wall.TablesOfNoOffice()).ShouldBe(
        // The progress of subscriptions ends with the office's name instead: a test of its own.
        ["mt_event_progression", "mt_tenant_partitions", "read_model_versions", "schema_versions"]);

    [Fact]
    public async Task The_service_sees_and_moves_only_its_own_subscriptions()
    {
        (await wall.As("minato_writer", "select string_agg(name, ' ') from minato.mt_event_progression")).ShouldBe("Report:All:minato");
        (await wall.As("minato_writer", "update minato.mt_event_progression set last_seq_id = 0 where name like '%taisho' returning 1")).ShouldBe("");
        (await wall.As("minato_writer", "insert into minato.mt_event_progression values ('Other:All:taisho', 1)")).ShouldBe("42501");
    }

    [Fact]
    public async Task An_office_is_added_while_others_read_and_append()
    {
        await using var connection = await database.Connections.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var sql in new[] { "select count(*) from minato.mt_events", "update minato.mt_streams set is_archived = is_archived" })
        {
            await using var at = new Npgsql.NpgsqlCommand(sql, connection);
            await at.ExecuteNonQueryAsync();
        }

        await database.NewLog().AddTenant("third");

        (await database.NewLog().Append("third", [Some.To("a", ExpectedVersion.MustBeNew, Some.Events(2))], new EventMetadata())).Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task An_append_reaches_one_office_only_whatever_was_set_before()
    {
        var log = database.NewLog();
        for (var i = 0; i < 4; i++)
        {
            await log.Append(Ours, [Some.To("b", ExpectedVersion.Exactly(i), Some.Event())], new EventMetadata());
            await log.Append(Theirs, [Some.To("b", ExpectedVersion.Exactly(i), Some.Event())], new EventMetadata());
        }

        (await log.ReadStream(Ours, "b")).Count.ShouldBe(4);
        (await log.ReadStream(Theirs, "b")).Count.ShouldBe(4);
    }
}
