using System.Collections.Concurrent;

namespace MinatoTracker.Service.People;

/// <summary>Names stay known for a minute, so that pages seldom ask for them; a name that was erased is gone from every node by then.</summary>
internal sealed class NameMemory(TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Name, DateTimeOffset Until)> names = new(StringComparer.Ordinal);

    public string? Recall(string id) => names.TryGetValue(id, out var known) && known.Until > time.GetUtcNow() ? known.Name : null;

    public void Keep(string id, string name) => names[id] = (name, time.GetUtcNow() + Span);

    public void Forget(string id) => names.TryRemove(id, out _);
}
