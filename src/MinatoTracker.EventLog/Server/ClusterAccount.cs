using System.Globalization;

namespace MinatoTracker.EventLog.Server;

/// <summary>The operating system user that the server runs as: PostgreSQL refuses to run as root.</summary>
internal sealed class ClusterAccount
{
    private readonly string? owner;

    private ClusterAccount(string? owner) => this.owner = owner;

    /// <summary>Whether commands have to change user first, because we are root.</summary>
    public bool IsAnother => owner is not null;

    /// <summary>Ourselves; for root, whoever owns the data already there, or else an unprivileged user of the machine.</summary>
    public static async Task<ClusterAccount> For(string data, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ClusterAccount(null);
        if (Directory.Exists(data) && await OwnerOf(data, cancellation) is { } owner && !owner.StartsWith("0:", StringComparison.Ordinal))
            return new ClusterAccount(owner);
        foreach (var name in new[] { "postgres", "nobody" })
            if (await Number(name, "-u", cancellation) is { } user && await Number(name, "-g", cancellation) is { } group)
                return new ClusterAccount($"{user}:{group}");
        throw new PostgresFailedException("PostgreSQL does not run as root, and this machine has neither a user 'postgres' nor 'nobody'.");
    }

    /// <summary>The command line that runs the same command as this account.</summary>
    public IReadOnlyList<string> Line(params string[] line)
    {
        if (owner is null)
            return line;
        var ids = owner.Split(':');
        return ["setpriv", $"--reuid={ids[0]}", $"--regid={ids[1]}", "--clear-groups", "--", .. line];
    }

    /// <summary>Hands one file or folder, not what is in it, to this account; nothing to do when we are not root.</summary>
    public async Task Own(string path, CancellationToken cancellation)
    {
        if (owner is not null)
            await Command.RunOrThrow(["chown", "--no-dereference", owner, path], cancellation);
    }

    /// <summary>Data that root copied here belongs to root, and the server could not open it.</summary>
    public async Task OwnAll(string data, CancellationToken cancellation)
    {
        if (owner is not null && await OwnerOf(data, cancellation) != owner)
            await Command.RunOrThrow(["chown", "-R", owner, data], cancellation);
    }

    public async Task<bool> CanWrite(string folder, CancellationToken cancellation) =>
        (await Command.Run(Line("test", "-w", folder), cancellation)).Succeeded;

    /// <summary>False when someone else got there first, which matters in folders that everyone may write to.</summary>
    public async Task<bool> Owns(string folder, CancellationToken cancellation) =>
        await OwnerOf(folder, cancellation) is { } found && (found == owner || found.StartsWith("0:", StringComparison.Ordinal));

    private static async Task<string?> OwnerOf(string folder, CancellationToken cancellation)
    {
        var answer = await Command.Run(["stat", "-c", "%u:%g", folder], cancellation);
        return answer.Succeeded ? answer.Output.Trim() : null;
    }

    private static async Task<int?> Number(string name, string which, CancellationToken cancellation)
    {
        var answer = await Command.Run(["id", which, name], cancellation);
        return answer.Succeeded ? int.Parse(answer.Output, CultureInfo.InvariantCulture) : null;
    }
}
