using System.Diagnostics;
using MinatoTracker.Service.Tests.Reliability;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.Tenancy;

/// <summary>The steps of ops/runbooks/scale-out.md, with a login as in production: it owns the schema, and row-level security concerns it.</summary>
public sealed class MovingTests : IAsyncLifetime
{
    private const string Kita = "kita";
    private readonly string login = $"owner_{Guid.NewGuid():N}";
    private readonly string folder = Directory.CreateTempSubdirectory("minato-moving-").FullName;
    private readonly TestDatabase shared = new();
    private readonly TestDatabase own = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var database in new[] { shared, own }) await database.InitializeAsync();
        foreach (var role in new[] { "minato_writer", "minato_reader" })
            await Execute(shared, $"do $$ begin create role {role} nologin; exception when duplicate_object then null; end $$");
        await Execute(shared, $"create role {login} login createrole password 'moving'");
        await Execute(shared, $"grant minato_writer, minato_reader to {login} with admin option");
        foreach (var database in new[] { shared, own }) await Execute(database, $"alter database {Owned(database).Database} owner to {login}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in new[] { shared, own }) await database.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(await TestServer.ConnectionString());
        await using var drop = server.CreateCommand($"drop role {login}");
        await drop.ExecuteNonQueryAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_office_moves_out_of_a_database_that_it_shares_and_goes_on_in_one_of_its_own()
    {
        await using var stays = await DueOffice.Open(Owned(shared).ConnectionString, folder, people: 3);
        await using var moves = await DueOffice.Open(Owned(shared).ConnectionString, folder, people: 2, tenant: Kita);

        await Shell("pg_dump --format=custom --enable-row-security --exclude-schema='*_minato' --exclude-table='minato.mt_*_minato' --file=kita.dump", shared, "-c minato.tenant=kita");
        await Shell("pg_restore --no-owner --exit-on-error --dbname=$PGDATABASE kita.dump", own);
        await Execute(own, "delete from minato.mt_tenant_partitions where partition_value <> 'kita'");

        foreach (var table in new[] { "mt_events", "mt_streams", "history", "history_slots", "people" })
            (await Rows(own, table)).ShouldBe(await Rows(shared, table, Kita), $"{table} as it was, and nobody else's");
        await using var moved = DueOffice.At(Owned(own).ConnectionString, folder, Kita);
        await moved.MoveDeadline();
        (await moved.Check()).ShouldBeEmpty();
        (await Rows(own, "mt_events")).Count.ShouldBe((await Rows(shared, "mt_events", Kita)).Count + 1);
        (await stays.Check()).ShouldBeEmpty();
    }

    private NpgsqlConnectionStringBuilder Owned(TestDatabase database) => new(database.ConnectionString) { Username = login, Password = "moving" };

    private async Task Shell(string command, TestDatabase database, string options = "")
    {
        var to = Owned(database);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"PATH=$PATH:$({TestTool.Root()}/ops/postgres find); {command}"])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = to.Host, ["PGPORT"] = $"{to.Port}", ["PGDATABASE"] = to.Database, ["PGUSER"] = to.Username, ["PGPASSWORD"] = to.Password,
                ["PGOPTIONS"] = options,
            },
        };
        using var shell = Process.Start(start)!;
        var said = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, said);
    }

    /// <summary>Those of one office, or all.</summary>
    private static async Task<List<string>> Rows(TestDatabase database, string table, string? tenant = null)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand($"select r::text from minato.{table} r where $1::text is null or tenant_id = $1 order by 1");
        command.Parameters.Add(new() { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
