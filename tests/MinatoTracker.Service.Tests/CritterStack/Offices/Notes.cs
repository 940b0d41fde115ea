using MinatoTracker.EventLog.Subscriptions;
using Npgsql;

namespace MinatoTracker.Service.Tests.CritterStack.Offices;

/// <summary>Notes every event, who noted it, and where, in the transaction that moves the checkpoint.</summary>
internal sealed class Notes(string node) : ISubscription
{
    public string Name => "notes";

    public static async Task LayDown(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("create table notes (id bigint generated always as identity, position bigint, node text, tenant text)");
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>In the order in which they were written.</returns>
    public static async Task<List<(long Position, string Node, string Tenant)>> In(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("select position, node, tenant from notes order by id");
        await using var reader = await command.ExecuteReaderAsync();
        List<(long, string, string)> rows = [];
        while (await reader.ReadAsync()) rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return rows;
    }

    public async Task Handle(SubscriptionBatch batch, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("insert into notes (position, node, tenant) select unnest($1), $2, $3", batch.Connection, batch.Transaction)
        {
            Parameters = { new() { Value = batch.Events.Select(e => e.Position).ToArray() }, new() { Value = node }, new() { Value = batch.Tenant } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
