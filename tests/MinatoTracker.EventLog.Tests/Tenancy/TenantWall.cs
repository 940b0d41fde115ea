using Npgsql;

namespace MinatoTracker.EventLog.Tests.Tenancy;

/// <summary>
/// In the service's roles, with one office set, tries to reach another's rows in every table that has any. The tables come from the
/// catalogue, so that a new one can't be forgotten.
/// </summary>
internal sealed class TenantWall(NpgsqlDataSource owner)
{
    public const string Ours = "minato";
    public const string Theirs = "taisho";
    private static readonly string[] Roles = ["minato_writer", "minato_reader"];

    public async Task HidesAnothersRows()
    {
        foreach (var role in Roles)
        foreach (var (table, _) in await Tables())
            (await As(role, $"select count(*) from {table} where tenant_id <> '{Ours}'")).ShouldBeOneOf(["0", "42501"], $"{role} reads {table}");
    }

    public async Task HidesEverythingBeforeAnOfficeIsNamed()
    {
        foreach (var role in Roles)
        foreach (var (table, _) in await Tables())
            (await As(role, $"select count(*) from {table}", tenant: null)).ShouldBeOneOf(["0", "42501"], $"{role} reads {table}");
    }

    /// <summary>Shows that the other questions can be answered otherwise: there are rows of both offices.</summary>
    public async Task ShowsOnesOwnRows()
    {
        foreach (var (table, isPartition) in await Tables())
        {
            (await Holds(table, Theirs)).ShouldBeTrue($"{table} holds nothing of {Theirs}, so nothing is shown by not seeing it");
            // Only through the parent: row-level security of the parent does not hold for a partition that is read by its own name.
            (await As("minato_writer", $"select count(*) > 0 from {table}")).ShouldBe(isPartition ? "42501" : "True", table);
        }
    }

    public async Task TakesNoRowsForAnother()
    {
        foreach (var (table, _) in await Tables())
        {
            var row = await SomeRow(table);
            (await As("minato_writer", $"insert into {table} overriding system value select * from jsonb_populate_record(null::{table}, $1::jsonb)", row))
                .ShouldBe("42501", table);
        }
    }

    public async Task ChangesNoRowsOfAnother()
    {
        foreach (var (table, _) in await Tables())
        {
            (await As("minato_writer", $"update {table} set tenant_id = tenant_id where tenant_id = '{Theirs}' returning 1")).ShouldBeOneOf(["", "42501"], table);
            (await As("minato_writer", $"delete from {table} where tenant_id = '{Theirs}' returning 1")).ShouldBeOneOf(["", "42501"], table);
            (await As("minato_writer", $"update {table} set tenant_id = '{Theirs}' where tenant_id = '{Ours}'")).ShouldBe("42501", table);
        }
    }

    /// <summary>Tables that belong to no office, because they have no column for one.</summary>
    public async Task<List<string>> TablesOfNoOffice()
    {
        await using var command = owner.CreateCommand(Text("no_tenant.sql"));
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables;
    }

    /// <summary>Gives either office a row where a table has none. What a check refuses to have made up is to be added beforehand.</summary>
    public async Task Fill()
    {
        foreach (var tenant in new[] { Ours, Theirs })
        {
            await using var failure = owner.CreateCommand("insert into minato.subscription_failures values ('Report', $1, 1, 'parked', 'no', 3, now()) on conflict do nothing");
            failure.Parameters.Add(new() { Value = tenant });
            await failure.ExecuteNonQueryAsync();
        }

        foreach (var (table, _) in (await Tables()).Where(table => !table.IsPartition))
        foreach (var tenant in new[] { Ours, Theirs })
        {
            if (await Holds(table, tenant)) continue;
            await using var connection = await owner.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(
                $"insert into {table} overriding system value select * from jsonb_populate_record(null::{table}, $1::jsonb)", connection);
            command.Parameters.Add(new() { Value = await SomeRow(table, tenant) });
            await command.ExecuteNonQueryAsync();
        }
    }

    // What the statement answers, or the SQLSTATE with which it was refused.
    public async Task<string> As(string role, string sql, string? argument = null, string? tenant = Ours)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var become = new NpgsqlCommand($"set local role {role}; select set_config('minato.tenant', '{tenant}', true)", connection);
        await become.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        if (argument is not null) command.Parameters.Add(new() { Value = argument });
        try
        {
            return (await command.ExecuteScalarAsync())?.ToString() ?? "";
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    private async Task<List<(string Name, bool IsPartition)>> Tables()
    {
        List<(string, bool)> tables = [];
        await using var command = owner.CreateCommand(Text("tables.sql"));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) tables.Add((reader.GetString(0), reader.GetBoolean(1)));
        tables.Count.ShouldBeGreaterThan(8);
        return tables;
    }

    // A partition holds rows of one office only, and nobody reads it by its name.
    private async Task<bool> Holds(string table, string tenant)
    {
        await using var command = owner.CreateCommand(
            $"select exists (select from {table} where tenant_id = $1) or (select relispartition from pg_class where oid = '{table}'::regclass)");
        command.Parameters.Add(new() { Value = tenant });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> SomeRow(string table, string tenant = Theirs)
    {
        await using var command = owner.CreateCommand(Text("some_row.sql").Replace("{table}", table, StringComparison.Ordinal));
        command.Parameters.Add(new() { Value = tenant });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string Text(string name) => Sql.Text(typeof(TenantWall).Assembly, $"Tenancy/{name}");
}
