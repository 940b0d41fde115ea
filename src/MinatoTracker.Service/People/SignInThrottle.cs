using System.Net;
using System.Net.Sockets;

namespace MinatoTracker.Service.People;

/// <summary>
/// Makes guessing passwords slow: after five wrong tries of a name from an address that pair waits. In memory, so each node
/// counts for itself, which multiplies the tries by the nodes and not more.
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    public const int TriesAName = 5;

    // An office's people often share one address, and some mistype in the morning.
    public const int TriesAnAddress = 100;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int Most = 10_000;
    private readonly Dictionary<string, Tries> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    private sealed record Tries(int Count, DateTimeOffset End);

    /// <summary>
    /// Counts a try as wrong until it proves right, so that guesses sent all at once don't slip through.
    /// </summary>
    /// <returns>How long to wait before the next try; null where this one may go ahead.</returns>
    public TimeSpan? Begin(string name, IPAddress? address)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var wait = Limits(name, address).Select(limit => WaitOf(limit.Key, limit.Most, now)).Max();
            if (wait > TimeSpan.Zero) return wait;
            if (kept.Count >= Most) Prune(now);
            foreach (var (key, most) in Limits(name, address)) Count(key, most, now);
            return null;
        }
    }

    public void Succeeded(string name, IPAddress? address)
    {
        lock (gate)
        {
            kept.Remove(NameKey(name, address));
            var shared = AddressKey(address);
            if (kept.TryGetValue(shared, out var tries)) kept[shared] = tries with { Count = tries.Count - 1 };
        }
    }

    private static IEnumerable<(string Key, int Most)> Limits(string name, IPAddress? address)
    {
        yield return (NameKey(name, address), TriesAName);
        // A loopback address is a proxy's and stands for everybody: one guesser would lock the whole office out.
        if (address is not null && !IPAddress.IsLoopback(address)) yield return (AddressKey(address), TriesAnAddress);
    }

    private TimeSpan WaitOf(string key, int most, DateTimeOffset now) =>
        kept.TryGetValue(key, out var tries) && tries.End > now && tries.Count >= most ? tries.End - now : TimeSpan.Zero;

    private void Count(string key, int most, DateTimeOffset now)
    {
        var standing = kept.TryGetValue(key, out var tries) && tries.End > now ? tries : new(0, now + Window);
        var count = standing.Count + 1;
        kept[key] = new(count, count >= most ? now + Window : standing.End);
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (key, tries) in kept) if (tries.End <= now) kept.Remove(key);
        if (kept.Count < Most) return;
        foreach (var (key, _) in kept.OrderBy(entry => entry.Value.End).Take(Most / 2).ToArray()) kept.Remove(key);
    }

    // Longer names are nobody's; keeping them would let a guesser fill the memory.
    private static string NameKey(string name, IPAddress? address) =>
        $"{AddressKey(address)} {(Spelling.SignInName(name) is { } known ? known : "")}";

    // Whoever has one IPv6 address has the whole network of 64 bits behind it.
    private static string AddressKey(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }
}
