using System.Diagnostics;
using System.Globalization;
using MinatoTracker.EventLog.Server;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>
/// A PostgreSQL that waits for the disk at every commit, to be killed and started again. It answers at one port all the time, whatever
/// port a new start gives it.
/// </summary>
public sealed class DurablePostgres : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"minato-durable-{Guid.NewGuid():N}");
    private readonly int port = Ports.Free();
    private PrivatePostgres? owned;
    private string server = "";
    private Relay? relay;
    private int databases;

    public async ValueTask InitializeAsync()
    {
        owned = await PrivatePostgres.Start(Options);
        Answer(owned.ConnectionString);
    }

    public async Task<string> NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"crash_{++databases}");
        await Ask<object>($"create database {name}");
        return new NpgsqlConnectionStringBuilder(server) { Host = "127.0.0.1", Port = port, Database = name, ApplicationName = "" }.ConnectionString;
    }

    /// <summary>Kill -9 of the postmaster and of every process under it: nothing gets to finish or to say goodbye.</summary>
    public async Task Kill()
    {
        var postmaster = await Ask<int>("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int");
        var children = Process.GetProcesses().Where(process => ParentOf(process.Id) == postmaster).ToArray();
        foreach (var process in children.Prepend(Process.GetProcessById(postmaster))) process.Kill();
        foreach (var process in children) await process.WaitForExitAsync();
        await relay!.DisposeAsync();
    }

    public async Task StartAgain() => Answer((await PrivatePostgres.Start(Options)).ConnectionString);

    /// <summary>Kill -9 of one process at work: the server then ends all others and recovers by itself.</summary>
    public async Task KillOneBackend(string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        var backend = await Ask<int>($"select pid from pg_stat_activity where datname = '{name}' and backend_type = 'client backend' order by query_start desc limit 1");
        Process.GetProcessById(backend).Kill();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (relay is not null) await relay.DisposeAsync();
        if (owned is not null) await owned.DisposeAsync();
    }

    private PrivatePostgresOptions Options => new() { Directory = folder, Durable = true, KeepData = false };

    private void Answer(string connectionString)
    {
        server = connectionString;
        relay = new(port, new(connectionString));
    }

    private async Task<T?> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync();
    }

    private static int? ParentOf(int process)
    {
        try
        {
            // pid (name) state parent …: the name may hold blanks and brackets.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
