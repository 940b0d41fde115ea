using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace MinatoTracker.EventLog.Server;

/// <summary>The files of one cluster: data, password, log, and the locks that processes share it by.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClusterFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string wanted;
    private readonly string root;

    private ClusterFolder(string wanted, string root, ClusterAccount account) =>
        (this.wanted, this.root, Account) = (wanted, root, account);

    public ClusterAccount Account { get; }

    public string Data => Path.Combine(root, "data");

    public string NewData => Path.Combine(root, "data.new");

    public string PasswordFile => Path.Combine(root, "password");

    public string Log => Path.Combine(root, "log");

    public string? Major =>
        File.Exists(Path.Combine(Data, "PG_VERSION")) ? File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim() : null;

    public static async Task<ClusterFolder> Prepare(string wanted, CancellationToken cancellation)
    {
        wanted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        var account = await ClusterAccount.For(Path.Combine(wanted, "data"), cancellation);
        var folder = new ClusterFolder(wanted, wanted, account);
        folder.Create();
        if (!account.IsAnother)
            return folder;
        await account.Own(wanted, cancellation);
        if (!File.Exists(Pointer(wanted)) && await account.CanWrite(wanted, cancellation))
            return folder;
        if (folder.Major is not null)
            throw new PostgresFailedException($"The user that owns {folder.Data} can no longer reach it: check the modes of the folders above it.");
        return await FallBack(wanted, cancellation);
    }

    // A clone under /root or a private temporary folder: the unprivileged user cannot pass its parents.
    private static async Task<ClusterFolder> FallBack(string wanted, CancellationToken cancellation)
    {
        var root = $"/var/tmp/minato-postgres-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..16]}";
        var account = await ClusterAccount.For(Path.Combine(root, "data"), cancellation);
        var folder = new ClusterFolder(wanted, root, account);
        folder.Create();
        if (new DirectoryInfo(root).LinkTarget is not null || !await account.Owns(root, cancellation))
            throw new PostgresFailedException($"{root} belongs to someone else; remove it and start again.");
        File.SetUnixFileMode(root, OwnerOnly);
        await File.WriteAllTextAsync(Pointer(wanted), root + "\n", cancellation);
        return folder;
    }

    /// <summary>Waits until no other process creates, starts or stops this cluster; disposing lets the next one in.</summary>
    public async Task<FileStream> Lock(TimeProvider time, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            // Whoever held the lock before may have deleted the folder.
            Create();
            if (TryHold("lock") is { } held)
            {
                await Account.Own(root, cancellation);
                return held;
            }
            if (time.GetElapsedTime(start) > Patience)
                throw new PostgresFailedException($"Another process has been starting or stopping the cluster in {root} for {Patience}.");
            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <summary>Takes the duty of stopping the server, or null while a living process has it: the kernel gives it back when that dies.</summary>
    public FileStream? TryOwn() => TryHold("owner");

    private FileStream? TryHold(string name)
    {
        var path = Path.Combine(root, name);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PostgresFailedException($"The cluster in {root} belongs to another user.", denied);
        }
    }

    private void Create()
    {
        if (Directory.Exists(root))
            return;
        if (Path.GetDirectoryName(root) is { } parent)
            Directory.CreateDirectory(parent);
        Directory.CreateDirectory(root, OwnerOnly);
    }

    public async Task<string> WritePassword(CancellationToken cancellation)
    {
        File.Delete(PasswordFile);
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(PasswordFile, options))
            await writer.WriteLineAsync(password.AsMemory(), cancellation);
        await Account.Own(PasswordFile, cancellation);
        return password;
    }

    public async Task<string> ReadPassword(CancellationToken cancellation) =>
        File.Exists(PasswordFile)
            ? (await File.ReadAllTextAsync(PasswordFile, cancellation)).Trim()
            : throw new PostgresFailedException($"{PasswordFile} is gone, and without it the data beside it cannot be opened.");

    /// <summary>Deletes the cluster; the lock goes last, so that nobody begins anew in a half-deleted folder.</summary>
    public void Delete()
    {
        foreach (var folder in new[] { Data, NewData }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        foreach (var name in new[] { "password", "log", "log.1", "owner", "lock" })
            File.Delete(Path.Combine(root, name));
        RemoveIfEmpty(root);
        if (root == wanted)
            return;
        File.Delete(Pointer(wanted));
        RemoveIfEmpty(wanted);
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // The next process has moved in already.
        }
    }

    // Tells people and scripts where the cluster went.
    private static string Pointer(string wanted) => Path.Combine(wanted, "location");
}
