using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.People;

public sealed class SchemaTests(TestDatabase fresh) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_database_from_before_there_were_people_gets_their_tables()
    {
        await using var database = new EventLogDatabase(fresh.ConnectionString);
        var log = new PostgresEventLog(database, TimeProvider.System);
        await SchemaMigrator.Migrate(database.Owner, typeof(IEventLog).Assembly, "Schema", "event-log");
        await Execute("insert into minato.schema_versions (part, version) values ('service', 1)");

        await DatabaseStartup.Prepare(database, log, new() { LocalFolder = "" }, default);

        await Execute("select from minato.people, minato.api_tokens");
    }

    private async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fresh.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
