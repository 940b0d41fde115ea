using System.Diagnostics;
using System.Globalization;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Server;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.Server;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task It_starts_and_answers()
    {
        await using var postgres = await Start();

        (await Ask(postgres, "select 1")).ShouldBe(1);
        (await Ask(postgres, "select current_database() || ' ' || current_setting('server_encoding')")).ShouldBe("minato UTF8");
        (await Ask(postgres, "select current_setting('data_checksums')")).ShouldBe("on");
    }

    [Fact]
    public async Task A_stranger_without_the_password_stays_out()
    {
        await using var postgres = await Start();
        var stranger = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess", Pooling = false };

        var refused = await Should.ThrowAsync<PostgresException>(() => Ask(stranger.ConnectionString, "select 1"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_second_start_on_the_same_folder_shares_the_server_and_does_not_stop_it()
    {
        await using var first = await Start();
        var second = await Start();
        second.ConnectionString.ShouldBe(first.ConnectionString);

        await second.DisposeAsync();

        (await Ask(first, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_server()
    {
        var both = await Task.WhenAll(Task.Run(() => Start()), Task.Run(() => Start()));
        await using var first = both[0];
        await using var second = both[1];

        second.ConnectionString.ShouldBe(first.ConnectionString);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_recovered_with_its_data()
    {
        await using var before = await Start(durable: true);
        await Ask(before, "create table kept as select 42 as answer");
        using (var server = Process.GetProcessById(ServerProcess()))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        await using var after = await Start();

        (await Ask(after, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_living_stranger_is_no_obstacle()
    {
        await (await Start(keepData: true)).DisposeAsync();
        await File.WriteAllTextAsync(PidFile, $"{Environment.ProcessId}\n{scratch.ClusterData}\n0\n1\n\n127.0.0.1\n\nready\n");

        await using var postgres = await Start();

        (await Ask(postgres, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task It_stays_up_for_others_that_are_connected_and_the_last_to_leave_stops_it()
    {
        var first = await Start();
        var other = new NpgsqlConnectionStringBuilder(first.ConnectionString) { ApplicationName = "another process", Pooling = false };
        await using (var connection = new NpgsqlConnection(other.ConnectionString))
        {
            await connection.OpenAsync();
            await first.DisposeAsync();
            await using var command = new NpgsqlCommand("select 1", connection);
            (await command.ExecuteScalarAsync()).ShouldBe(1);
        }

        var second = await Start();
        second.ConnectionString.ShouldBe(first.ConnectionString);
        await second.DisposeAsync();

        await Should.ThrowAsync<NpgsqlException>(() => Ask(other.ConnectionString, "select 1"));
    }

    /// <summary>The service left its server running for ever: its own pools went by other names and passed for someone else's.</summary>
    [Fact]
    public async Task Pools_of_our_own_under_whatever_use_do_not_keep_it_up()
    {
        var postgres = await Start();
        await using var pools = new EventLogDatabase(postgres.ConnectionString);
        await using (await pools.Owner.OpenConnectionAsync())
        {
            // Back in the pool it stays open.
        }

        await postgres.DisposeAsync();

        await Should.ThrowAsync<NpgsqlException>(() => Ask(postgres.ConnectionString + ";Pooling=false", "select 1"));
    }

    [Fact]
    public async Task A_restart_keeps_the_data_when_asked_to()
    {
        await using (var before = await Start(keepData: true, durable: true))
            await Ask(before, "create table kept as select 42 as answer");

        await using var after = await Start(durable: true);

        (await Ask(after, "select answer from kept")).ShouldBe(42);
        (await Ask(after, "select current_setting('fsync')")).ShouldBe("on");
    }

    [Fact]
    public async Task A_cluster_for_tests_leaves_nothing_behind()
    {
        await (await Start()).DisposeAsync();

        Directory.Exists(scratch.Cluster).ShouldBeFalse();
    }

    [Fact]
    public async Task Under_a_folder_closed_to_others_it_starts_all_the_same()
    {
        scratch.CloseToOthers();

        await using var postgres = await Start();

        (await Ask(postgres, "select 1")).ShouldBe(1);
        // Only root hands the server to another user, who then cannot pass.
        var asWanted = !Environment.IsPrivilegedProcess;
        scratch.ClusterData.StartsWith(scratch.Cluster, StringComparison.Ordinal).ShouldBe(asWanted);
    }

    [Fact]
    public async Task Missing_server_programs_are_told_with_the_two_ways_out()
    {
        var missing = await Should.ThrowAsync<PostgresNotFoundException>(() => Start(binaries: scratch.Path));

        missing.Message.ShouldContain(scratch.Path);
        missing.Message.ShouldContain("ops/postgres install");
        missing.Message.ShouldContain("MINATO_POSTGRES");
    }

    [Fact]
    public async Task What_a_failing_server_program_says_reaches_the_reader()
    {
        scratch.WriteProgram("postgres", "exit 0");
        scratch.WriteProgram("pg_ctl", "exit 0");
        scratch.WriteProgram("initdb", "echo no room on the disk >&2; exit 1");

        var failed = await Should.ThrowAsync<PostgresFailedException>(() => Start(binaries: scratch.Path));

        failed.Message.ShouldContain("no room on the disk");
    }

    private string PidFile => Path.Combine(scratch.ClusterData, "postmaster.pid");

    private int ServerProcess() => int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    private Task<PrivatePostgres> Start(bool keepData = false, bool durable = false, string? binaries = null)
    {
        var options = new PrivatePostgresOptions { Directory = scratch.Cluster, Durable = durable, KeepData = keepData };
        return PrivatePostgres.Start(binaries is null ? options : options with { Binaries = binaries });
    }

    private static Task<object?> Ask(PrivatePostgres postgres, string sql) => Ask(postgres.ConnectionString, sql);

    private static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
