using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MinatoTracker.EventLog.Server;

/// <summary>One process's use of the server, and what its end means for the server.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterLease(
    ClusterFolder folder, ClusterServer server, FileStream? ownership, string admin, PrivatePostgresOptions options)
{
    private const string SomeoneElse = """
        select exists (select from pg_stat_activity
        where backend_type = 'client backend' and split_part(application_name, ' ', 1) <> split_part(current_setting('application_name'), ' ', 1))
        """;

    /// <summary>Stops the server if that is our duty, or that of a process which is gone, and nobody else is connected.</summary>
    public async Task End()
    {
        using var held = await folder.Lock(options.Time, CancellationToken.None);
        using var duty = ownership ?? folder.TryOwn();
        if (duty is null)
            return;
        if (await OthersAreConnected())
        {
            options.Logger.LogInformation("The PostgreSQL server in {Data} stays up: another process is connected to it.", folder.Data);
            return;
        }
        await server.Stop(CancellationToken.None);
        if (!options.KeepData)
            folder.Delete();
    }

    private async Task<bool> OthersAreConnected()
    {
        try
        {
            await using var connection = new NpgsqlConnection(admin);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(SomeoneElse, connection);
            return await command.ExecuteScalarAsync() is true;
        }
        catch (NpgsqlException)
        {
            // The server is gone already, and its connections with it.
            return false;
        }
    }
}
