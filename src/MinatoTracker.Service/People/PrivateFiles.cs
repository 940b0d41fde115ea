namespace MinatoTracker.Service.People;

/// <summary>Folders and files that only the service's own account may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    public static DirectoryInfo Folder(string parent, string name)
    {
        // The parent first and with usual rights: others have their places in it.
        Directory.CreateDirectory(parent);
        var path = Path.Combine(parent, name);
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
        var folder = Directory.CreateDirectory(path, OwnersFolder);
        folder.UnixFileMode = OwnersFolder;
        return folder;
    }

    public static async Task Write(string path, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Beside it and then into its place: whoever reads it meanwhile finds all or nothing.
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(text.AsMemory(), cancellation);
        File.Move(draft, path, overwrite: true);
    }
}
