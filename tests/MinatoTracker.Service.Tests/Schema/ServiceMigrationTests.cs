using System.Globalization;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.Schema;

/// <summary>The schema that the service brings beside the log's, from every version that a database may be at.</summary>
public sealed class ServiceMigrationTests : IAsyncLifetime
{
    private readonly TestDatabase older = new();
    private readonly TestDatabase fresh = new();

    public static TheoryData<string> FrozenVersions => [.. Sql.Paths(typeof(ServiceMigrationTests).Assembly, "Schema/Frozen")];

    public async ValueTask InitializeAsync()
    {
        await older.InitializeAsync();
        await fresh.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await older.DisposeAsync();
        await fresh.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(FrozenVersions))]
    public async Task Every_earlier_version_becomes_what_a_new_database_is_and_keeps_its_rows(string frozen)
    {
        await Execute(older, Sql.Text(typeof(IEventLog).Assembly, "Schema/privileges/1_roles.sql"));
        await Execute(older, Text(frozen));
        foreach (var tenant in new[] { "minato", "taisho" }) await Start(fresh, tenant);

        await Start(older, "minato");

        (await Catalogue(older)).ShouldBe(await Catalogue(fresh));
        (await Lines(older, """
            select format('%s %s %s', p.display_name, p.email, t.label) from minato.people p, minato.api_tokens t where t.person_id = p.id
            """)).ShouldBe(["港 花子 hanako@minato.example report"]);
    }

    [Fact]
    public void Every_earlier_version_is_frozen() => Enumerable.Range(1, Math.Max(1, SchemaVersion - 1))
        .Except(FrozenVersions.Select(row => int.Parse(Path.GetFileNameWithoutExtension(row.Data), CultureInfo.InvariantCulture)))
        .ShouldBeEmpty("freeze what was before a migration with ops/build/freeze-schema");

    [Fact]
    public async Task A_process_that_starts_holds_up_none_that_works()
    {
        await Start(fresh, "minato");
        await using var working = new NpgsqlConnection(fresh.ConnectionString);
        await working.OpenAsync();
        await using var transaction = await working.BeginTransactionAsync();
        await using var touch = new NpgsqlCommand(Text("Schema/touch_every_table.sql"), working);
        await touch.ExecuteNonQueryAsync();

        await Should.NotThrowAsync(() => Start(fresh, "minato", ";Options=-c lock_timeout=500"));
    }

    // Numbered from the migrations there are; the first version has none.
    private static int SchemaVersion => Sql.Paths(typeof(DatabaseStartup).Assembly, "Schema/migrations")
        .Select(path => int.Parse(Path.GetFileName(path)[..4], CultureInfo.InvariantCulture)).DefaultIfEmpty(1).Max();

    private static async Task Start(TestDatabase on, string tenant, string options = "")
    {
        await using var database = new EventLogDatabase(on.ConnectionString + options);
        var log = new PostgresEventLog(database, TimeProvider.System);
        await DatabaseStartup.Prepare(database, log, new() { Tenant = tenant, LocalFolder = "" }, default);
    }

    private static Task<List<string>> Catalogue(TestDatabase database) => Lines(database, Text("Schema/catalogue.sql"));

    private static async Task<List<string>> Lines(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Text(string path) => Sql.Text(typeof(ServiceMigrationTests).Assembly, path);
}
