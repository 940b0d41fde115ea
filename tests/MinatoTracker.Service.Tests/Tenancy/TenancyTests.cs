using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Tenancy;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Tenancy;

/// <summary>The wall between offices stands around the tables that features keep beside the log, too.</summary>
public sealed class TenancyTests(TestDatabase fresh) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private EventLogDatabase database = null!;
    private TenantWall wall = null!;

    public async ValueTask InitializeAsync()
    {
        database = new(fresh.ConnectionString);
        wall = new(database.Owner);
        var log = new PostgresEventLog(database, TimeProvider.System);
        foreach (var tenant in new[] { TenantWall.Ours, TenantWall.Theirs })
        {
            await DatabaseStartup.Prepare(database, log, new() { Tenant = tenant, LocalFolder = "" }, default);
            var said = new NewEvent(Guid.NewGuid(), "something_said", "Some.Event, Some", "{}", new(2020, 4, 1), ["title"]);
            await log.Append(tenant, [new("a", "plan-1", ExpectedVersion.Any, [said])], new EventMetadata());
            await Execute($"""
                insert into minato.people (tenant_id, id, display_name, session_stamp, created_at)
                values ('{tenant}', 'x', '港 花子', 'stamp', now()) on conflict do nothing;
                insert into minato.api_tokens (tenant_id, id, person_id, token_hash, label, created_at, expires_at)
                values ('{tenant}', 'x', 'x', decode(repeat('00', 32), 'hex'), 'report', now(), now()) on conflict do nothing;
                """);
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
        ["mt_event_progression", "mt_tenant_partitions", "read_model_versions", "schema_versions"]);

    private async Task Execute(string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
