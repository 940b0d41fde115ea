using System.Globalization;
using System.Text.RegularExpressions;

namespace MinatoTracker.EventLog.Server;

/// <summary>Finds the folder that holds PostgreSQL's server programs.</summary>
internal static partial class PostgresBinaries
{
    // Debian keeps the server programs off the PATH, one folder a major version; so do the PGDG packages and Homebrew.
    private static readonly (string Parent, string Prefix)[] VersionedFolders =
    [
        ("/usr/lib/postgresql", ""),
        ("/usr", "pgsql-"),
        ("/opt/homebrew/opt", "postgresql@"),
        ("/usr/local/opt", "postgresql@"),
    ];

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <param name="named">The one folder to look in, or null to look in the usual ones.</param>
    /// <param name="major">The major version that the existing data was written by, or null when there is none yet.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<string> Find(string? named, string? major, CancellationToken cancellation)
    {
        var found = (string.IsNullOrEmpty(named) ? Usual() : [named]).Where(HoldsServer).ToList();
        if (found.Count == 0)
            throw new PostgresNotFoundException(string.IsNullOrEmpty(named)
                ? "No PostgreSQL server programs (initdb, pg_ctl, postgres) were found on the PATH or in /usr/lib/postgresql."
                : $"No PostgreSQL server programs (initdb, pg_ctl, postgres) are in {named}, which MINATO_POSTGRES_BIN names.");
        if (major is null)
            return found[0];
        foreach (var folder in found)
            if (await MajorOf(folder, cancellation) == major)
                return folder;
        throw new PostgresNotFoundException(
            $"The stored data was written by PostgreSQL {major}, and only another version was found ({string.Join(", ", found)}).");
    }

    private static IEnumerable<string> Usual()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(NewestFirst());
    }

    private static IEnumerable<string> NewestFirst() =>
        from place in VersionedFolders
        where Directory.Exists(place.Parent)
        from folder in Directory.EnumerateDirectories(place.Parent, place.Prefix + "*")
        let version = VersionOf(Path.GetFileName(folder)[place.Prefix.Length..])
        where version > 0
        orderby version descending
        select Path.Combine(folder, "bin");

    private static decimal VersionOf(string name) =>
        decimal.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static bool HoldsServer(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program)));

    private static async Task<string?> MajorOf(string folder, CancellationToken cancellation)
    {
        var answer = await Command.Run([Path.Combine(folder, "postgres"), "--version"], cancellation);
        var match = Version().Match(answer.Output);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
