using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Schema;

/// <summary>What was recorded stays: the service may not change it, and the owner of the tables can't by mistake.</summary>
public sealed class AppendOnlyTests(PostgresServer server) : IAsyncLifetime
{
    private TestDatabase database = null!;

    public static TheoryData<string> Changes =>
    [
        "update minato.{0} set data = '{{}}'",
        "update minato.{0} set is_archived = true where version = 1",
        "delete from minato.{0}",
        "truncate minato.{0}",
    ];

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabase();
        var log = database.NewLog();
        await log.AddTenant(Some.Tenant);
        await log.Append("a", ExpectedVersion.Any, Some.Events(2));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_service_has_no_right_to_change_events(string change)
    {
        (await Refusal("minato_writer", change, "mt_events")).ShouldBe("42501");
        (await Refusal("minato_writer", change, "mt_events_minato")).ShouldBe("42501");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_owner_is_stopped_from_changing_events(string change)
    {
        (await Refusal("postgres", change, "mt_events")).ShouldBe("MN001");
        (await Refusal("postgres", change, "mt_events_minato")).ShouldBe("MN001");
    }

    [Theory]
    [InlineData("update minato.{0} set tenant_id = tenant_id")]
    [InlineData("delete from minato.{0}")]
    [InlineData("truncate minato.{0}")]
    public async Task The_service_only_adds_to_the_history(string change)
    {
        foreach (var table in new[] { "history", "history_slots", "append_keys" })
            (await Refusal("minato_writer", change, table)).ShouldBe("42501", table);
    }

    [Theory]
    [InlineData("alter table minato.mt_events disable trigger all")]
    [InlineData("drop trigger append_only on minato.mt_events")]
    [InlineData("drop table minato.mt_events_minato")]
    [InlineData("alter table minato.mt_events disable row level security")]
    [InlineData("select setval('minato.mt_events_sequence_minato', 1)")]
    public async Task The_service_can_not_take_the_guards_away(string change) =>
        (await Refusal("minato_writer", change, "")).ShouldBe("42501");

    private async Task<string?> Refusal(string role, string change, string table)
    {
        await using var connection = await database.Connections.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var sql = string.Format(System.Globalization.CultureInfo.InvariantCulture, change, table);
        await using var command = new NpgsqlCommand($"select set_config('minato.tenant', 'minato', true); {SetRole(role)} {sql}", connection);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }

    private static string SetRole(string role) => role == "postgres" ? "" : $"set local role {role};";
}
