using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.EventLog.Rebuild;

/// <summary>In which shape each read model was last built, so that a program that wants another one knows to rebuild it.</summary>
public sealed class ReadModelVersions(EventLogDatabase database)
{
    /// <summary>The history's name here.</summary>
    public const string History = "history";

    /// <summary>Null for one that was never built: tables that are only ever written alongside count as none.</summary>
    public async Task<int?> Built(string readModel, CancellationToken cancellation = default)
    {
        await using var command = database.Writer.CreateCommand(Sql.Text(typeof(ReadModelVersions).Assembly, "Rebuild/built_version.sql"));
        command.Parameters.Add(new() { Value = readModel });
        return await command.ExecuteScalarAsync(cancellation) as int?;
    }

    public async Task<bool> IsCurrent(string readModel, int wanted, CancellationToken cancellation = default) =>
        await Built(readModel, cancellation) == wanted;
}
