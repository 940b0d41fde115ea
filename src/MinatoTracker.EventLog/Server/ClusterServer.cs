using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;

namespace MinatoTracker.EventLog.Server;

/// <summary>Creates, finds, starts and stops the server of one cluster folder. Call only under the folder's lock.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterServer(ClusterFolder folder, string binaries, PrivatePostgresOptions options)
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Creates the data folder unless it is there, and returns the superuser's password.</summary>
    public async Task<string> Create(CancellationToken cancellation)
    {
        if (folder.Major is not null)
        {
            await folder.Account.OwnAll(folder.Data, cancellation);
            return await folder.ReadPassword(cancellation);
        }
        var password = await folder.WritePassword(cancellation);
        var created = await InitDb("C.UTF-8", cancellation);
        if (!created.Succeeded)
            created = await InitDb("C", cancellation);
        if (!created.Succeeded)
            throw new PostgresFailedException($"initdb could not create {folder.Data}: {created.Said}");
        // Only a finished cluster gets the name: a killed initdb leaves nothing that looks like one.
        Directory.Move(folder.NewData, folder.Data);
        return password;
    }

    private async Task<Command.Result> InitDb(string locale, CancellationToken cancellation)
    {
        if (Directory.Exists(folder.NewData))
            Directory.Delete(folder.NewData, recursive: true);
        List<string> line =
        [
            Path.Combine(binaries, "initdb"), "-D", folder.NewData, "--username=" + PrivatePostgres.User,
            "--pwfile=" + folder.PasswordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=" + locale, "--data-checksums",
        ];
        if (!options.Durable)
            line.Add("--no-sync");
        return await Command.Run(folder.Account.Line([.. line]), cancellation);
    }

    /// <summary>The port of the server that already runs on this folder, or null when none does.</summary>
    public async Task<int?> Join(Func<int, string> connectionString, CancellationToken cancellation)
    {
        var start = options.Time.GetTimestamp();
        while (PostmasterFile.Read(folder.Data) is { } file)
        {
            if (!file.IsRunning())
            {
                File.Delete(PostmasterFile.PathIn(folder.Data));
                return null;
            }
            if (file.Port > 0 && await Answers(connectionString(file.Port), cancellation))
                return file.Port;
            if (options.Time.GetElapsedTime(start) > Patience)
                throw new PostgresFailedException($"The server process {file.ProcessId} does not answer. {LogEnd()}");
            await Task.Delay(Pause, options.Time, cancellation);
        }
        return null;
    }

    private static async Task<bool> Answers(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState != PostgresErrorCodes.CannotConnectNow)
        {
            throw new PostgresFailedException($"The running server refuses us: {refused.MessageText}", refused);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Starts the server and returns its port.</summary>
    public async Task<int> Launch(Func<int, string> connectionString, CancellationToken cancellation)
    {
        if (File.Exists(folder.Log))
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
        for (var attempt = 1; ; attempt++)
        {
            var started = await PgCtl(["-l", folder.Log, "-o", Settings(FreePort()), "-w", "start"], cancellation);
            // Also after a failure: the server may still be recovering, or an orphan of a killed process got there first.
            if (await Join(connectionString, cancellation) is { } port)
                return port;
            // Another program may have taken the port, or the processes of a killed server may not all be gone.
            if (attempt == Attempts)
                throw new PostgresFailedException($"pg_ctl could not start the server: {started.Said} {LogEnd()}");
            await Task.Delay(Pause * 5, options.Time, cancellation);
        }
    }

    /// <summary>Stops the server; connections that are still open are cut.</summary>
    public async Task Stop(CancellationToken cancellation)
    {
        var stopped = await PgCtl(["-m", "fast", "-w", "stop"], cancellation);
        if (!stopped.Succeeded && PostmasterFile.Read(folder.Data) is { } file && file.IsRunning())
            throw new PostgresFailedException($"pg_ctl could not stop the server: {stopped.Said} {LogEnd()}");
    }

    /// <summary>Leaves no server behind after a start that failed or was given up; the reason for that is what the caller reports.</summary>
    public async Task StopIfRunning()
    {
        if (PostmasterFile.Read(folder.Data) is { } file && file.IsRunning())
            await PgCtl(["-m", "fast", "-w", "stop"], CancellationToken.None);
    }

    // pg_ctl puts the server into a session of its own, so that a Ctrl-C meant for us does not reach it before we are done.
    private Task<Command.Result> PgCtl(string[] arguments, CancellationToken cancellation) =>
        Command.Run(folder.Account.Line([Path.Combine(binaries, "pg_ctl"), "-D", folder.Data, "-t", "60", "-s", .. arguments]), cancellation);

    private string Settings(int port)
    {
        // No Unix socket: its path would have to stay within 107 bytes wherever the clone lies.
        var settings = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200 -c cluster_name=minato";
        return options.Durable ? settings : settings + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string LogEnd() =>
        File.Exists(folder.Log) ? "The server's log ends: " + string.Join('\n', File.ReadLines(folder.Log).TakeLast(20)) : "";
}
