using System.Collections.Concurrent;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.CritterStack.Reminders;

/// <summary>The runs of this process that wait for their messages.</summary>
public sealed class LettersAsked
{
    private readonly ConcurrentDictionary<string, Asked> runs = new(StringComparer.Ordinal);

    /// <returns>How many letters were tried, when the message is through.</returns>
    public Task<int> Expect(string claim, RunTally run) => (runs[claim] = new(run)).Tried.Task;

    public void Forget(string claim) => runs.TryRemove(claim, out _);

    /// <returns>Null where nobody in this process asked, or nobody does any more.</returns>
    public Asked? By(string claim) => runs.GetValueOrDefault(claim);

    public sealed record Asked(RunTally Run)
    {
        public TaskCompletionSource<int> Tried { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
