using System.Collections.Concurrent;

namespace MinatoTracker.Service.Reminders;

/// <summary>What the workers of a run share.</summary>
/// <param name="memory">Of this run and those before it.</param>
public sealed class RunTally(SceneMemory memory)
{
    private int sent;
    private int skipped;
    private int failed;
    private volatile bool serverFails;
    private readonly ConcurrentDictionary<(string, string), bool> reviews = new();

    internal SceneMemory Memory => memory;

    public int Sent => sent;

    public int Skipped => skipped;

    public int Failed => failed;

    public bool IsAny => Sent + Skipped + Failed > 0;

    /// <summary>Every other letter would fail as well at this moment: the run ends.</summary>
    public bool ServerFails => serverFails;

    public IEnumerable<(string Plan, string Review)> Reviews => reviews.Keys;

    public void Touch(IEnumerable<(string, string)> touched)
    {
        foreach (var review in touched) reviews[review] = true;
    }

    public void CountSent() => Interlocked.Increment(ref sent);

    public void CountSkipped(int more) => Interlocked.Add(ref skipped, more);

    public void CountFailed(bool concernsTheServer)
    {
        Interlocked.Increment(ref failed);
        if (concernsTheServer) serverFails = true;
    }
}
