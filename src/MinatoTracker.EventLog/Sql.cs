using System.Collections.Concurrent;
using System.Reflection;

namespace MinatoTracker.EventLog;

/// <summary>SQL files embedded in an assembly, by their path in its project: <c>Queries/append.sql</c>.</summary>
public static class Sql
{
    private static readonly ConcurrentDictionary<(Assembly, string), string> Texts = new();

    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static string Text(Assembly assembly, string path) => Texts.GetOrAdd((assembly, path), key =>
    {
        using var stream = key.Item1.GetManifestResourceStream(key.Item2)
            ?? throw new ArgumentException($"{key.Item1.GetName().Name} holds no {key.Item2}.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Paths of the files under a folder, in the order of their names.</summary>
    public static IEnumerable<string> Paths(Assembly assembly, string folder) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
