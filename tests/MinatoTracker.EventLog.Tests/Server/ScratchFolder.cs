namespace MinatoTracker.EventLog.Tests.Server;

/// <summary>A folder for one test, which a server that runs as another user may enter.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayEnter = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public ScratchFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"minato-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        SetMode(Path, OthersMayEnter);
    }

    public string Path { get; }

    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    public string ClusterData
    {
        get
        {
            var pointer = System.IO.Path.Combine(Cluster, "location");
            return System.IO.Path.Combine(File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : Cluster, "data");
        }
    }

    public void CloseToOthers() => SetMode(Path, OwnerOnly);

    public void WriteProgram(string name, string script)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        SetMode(file, OthersMayEnter);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
