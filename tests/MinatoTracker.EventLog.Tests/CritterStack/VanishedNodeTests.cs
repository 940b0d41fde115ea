using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>A node that is gone in the middle of an append, without a goodbye: its machine lost the power, or the network.</summary>
public sealed class VanishedNodeTests(PostgresServer server)
{
    [Fact]
    public async Task The_locks_of_a_node_that_says_nothing_any_more_are_given_up_and_the_others_go_on()
    {
        await using var ward = await Ward.On(server);
        await using var node = Patient("200ms", ward);
        await using var connection = await node.Batches.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var alone = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtextextended('minato.append/{Some.Tenant}', 0))", connection);
        await alone.ExecuteNonQueryAsync();

        await ward.Critter.Append("stream", ExpectedVersion.MustBeNew, Some.Event());

        (await ward.Critter.Read("stream")).Count.ShouldBe(1);
        var back = await Should.ThrowAsync<PostgresException>(() => transaction.CommitAsync());
        Failures.MeansTryAgain(back).ShouldBeTrue(back.SqlState);
    }

    [Theory]
    [InlineData("idle_in_transaction_session_timeout", "10s")]
    [InlineData("tcp_keepalives_idle", "10")]
    public async Task An_office_that_sets_nothing_waits_half_a_minute_at_most(string setting, string value)
    {
        await using var ward = await Ward.On(server);
        await using var ask = ward.Database.Connections.Batches.CreateCommand($"show {setting}");

        (await ask.ExecuteScalarAsync()).ShouldBe(value);
    }

    private static EventLogDatabase Patient(string patience, Ward ward) => new(new NpgsqlConnectionStringBuilder(ward.Database.ConnectionString)
    {
        Options = $"-c idle_in_transaction_session_timeout={patience}",
    }.ConnectionString);
}
