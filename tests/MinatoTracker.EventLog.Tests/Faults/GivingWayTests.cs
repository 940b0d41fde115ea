using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Faults;

/// <summary>The database breaks an append off because of others at work: a failed serialization, a deadlock.</summary>
public sealed class GivingWayTests(PostgresServer server) : FaultTestBase(server)
{
    private int broken;

    [Theory]
    [InlineData(Way.Single, "40001")]
    [InlineData(Way.General, "40001")]
    [InlineData(Way.Bulk, "40001")]
    [InlineData(Way.Single, "40P01")]
    [InlineData(Way.General, "55P03")]
    public async Task An_append_that_gives_way_a_few_times_goes_through_once(Way way, string sqlState)
    {
        await BreakOff(sqlState, tries: Retrying.Tries - 1);

        var result = await Database.NewLog().Append(Some.Tenant, [Appends.To(way)], new EventMetadata());

        (result.Repeated, result.Versions[Appends.Stream]).ShouldBe((false, 1 + Appends.Size(way)));
        (await Broken()).ShouldBe(Retrying.Tries - 1);
        (await Events()).ShouldBe(1 + Appends.Size(way));
        await ShouldBeWhole();
    }

    [Theory]
    [InlineData(Way.Single, "40001")]
    [InlineData(Way.General, "40P01")]
    [InlineData(Way.Bulk, "40001")]
    [InlineData(Way.Single, "23505")]
    public async Task An_append_that_gives_way_every_time_is_given_up_with_nothing_stored(Way way, string sqlState)
    {
        await BreakOff(sqlState, tries: int.MaxValue);
        var (log, append) = (Database.NewLog(), Appends.To(way));

        var given = await Should.ThrowAsync<EventLogUnavailableException>(() => log.Append(Some.Tenant, [append], new EventMetadata()));

        given.Message.ShouldContain(sqlState);
        (await Broken()).ShouldBe(Retrying.Tries);
        (await Events()).ShouldBe(1);
        await ShouldBeWhole();
        await Database.Execute("drop trigger break_off on minato.mt_events");
        (await log.Append(Some.Tenant, [append], new EventMetadata())).Repeated.ShouldBeFalse();
        await ShouldBeWhole();
    }

    [Fact]
    public async Task Commands_that_share_a_commit_are_given_up_together_not_one_after_the_other()
    {
        await BreakOff("40001", tries: int.MaxValue);
        var log = Database.NewLog();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Failure(
            () => log.Append($"stream-{i}", ExpectedVersion.MustBeNew, Some.Event()))));

        answers.ShouldAllBe(failure => failure is EventLogUnavailableException);
        // The first goes alone, and the rest together.
        (await Broken()).ShouldBeLessThanOrEqualTo(3 * Retrying.Tries);
        (await Events()).ShouldBe(1);
        await ShouldBeWhole();
    }

    [Theory]
    [InlineData(Way.Single)]
    [InlineData(Way.General)]
    [InlineData(Way.Bulk)]
    public async Task A_deadlock_with_another_program_ends_with_both_gone_through(Way way)
    {
        // Only we look for it: the other waits for longer than we do, so it is we who give way.
        await Database.Execute("do $$ begin execute format('alter database %I set deadlock_timeout = ''50ms''', current_database()); end $$");
        await using var other = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false;Options=-c deadlock_timeout=60s");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Run(other, "update minato.mt_streams set timestamp = timestamp where id = $1", Appends.Stream);

        var connections = new EventLogDatabase(Database.ConnectionString);
        var append = new PostgresEventLog(connections, TimeProvider.System).Append(Some.Tenant, [Appends.To(way)], new EventMetadata());
        await Eventually.True(
            () => Database.Scalar<bool>("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'transactionid' and datname = current_database())"),
            "the append waits for the other's row");
        await Run(other, "select pg_advisory_xact_lock(hashtextextended('minato.append/' || $1, 0))", Some.Tenant);
        await transaction.CommitAsync();

        (await append).Versions[Appends.Stream].ShouldBe(1 + Appends.Size(way));
        // A process of the server tells what it counted when it ends; else seconds later.
        await connections.DisposeAsync();
        await Eventually.True(
            () => Database.Scalar<bool>("select deadlocks > 0 from pg_stat_database where datname = current_database()"), "a deadlock was broken");
        (await Events()).ShouldBe(1 + Appends.Size(way));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task An_append_reads_what_stands_whatever_isolation_the_database_is_set_to()
    {
        await Database.Execute("do $$ begin execute format('alter database %I set default_transaction_isolation = ''serializable''', current_database()); end $$");
        await using var one = new EventLogDatabase(Database.ConnectionString);
        await using var two = new EventLogDatabase(Database.ConnectionString);
        var logs = new[] { one, two }.Select(process => new PostgresEventLog(process, TimeProvider.System)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => logs[i % 2].Append("shared", ExpectedVersion.Any, Some.Event())));

        (await logs[0].Read("shared")).Count.ShouldBe(100);
        await using var ask = one.Writer.CreateCommand("show transaction_isolation");
        (await ask.ExecuteScalarAsync()).ShouldBe("read committed");
        await ShouldBeWhole();
    }

    // A sequence counts on through what is rolled back.
    private async Task BreakOff(string sqlState, int tries)
    {
        broken = tries;
        await Database.Execute($"""
            create sequence public.tries;
            grant usage on sequence public.tries to minato_writer;
            create function public.break_off() returns trigger language plpgsql as $$
            begin
                if nextval('public.tries') <= {tries} then raise exception 'not now' using errcode = '{sqlState}'; end if;
                return null;
            end $$;
            create trigger break_off after insert on minato.mt_events for each statement execute function public.break_off();
            """);
    }

    private async Task<long> Broken() => Math.Min(broken, await Database.Scalar<long>("select last_value from public.tries"));

    private static async Task<Exception?> Failure(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql, string value)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
