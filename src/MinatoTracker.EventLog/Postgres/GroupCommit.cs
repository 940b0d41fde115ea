using System.Diagnostics;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>
/// Lets commands that arrive while another commits share the next commit: many writers cost few fsyncs.
/// One commit is under way at a time; the first command of a quiet moment goes at once.
/// </summary>
internal sealed class GroupCommit(Func<IReadOnlyList<PendingAppend>, Task> commit)
{
    private const int LargestBatch = 256;
    private const int MostEvents = 2_000;
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(1);
    private readonly Lock gate = new();
    private readonly LinkedList<PendingAppend> waiting = [];
    private bool committing;

    private int Waiting
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    public Task<AppendResult> Enqueue(PendingAppend append)
    {
        lock (gate)
        {
            waiting.AddLast(append);
            if (committing) return append.Task;
            committing = true;
        }

        _ = CommitUntilQuiet();
        return append.Task;
    }

    private async Task CommitUntilQuiet()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await commit(batch);
            }
            catch (Exception failure)
            {
                foreach (var append in batch) append.Fail(failure);
            }

            if (batch.Count > 1) await Gather(batch.Count, Stopwatch.GetElapsedTime(start));
        }
    }

    // Many were just answered, and who writes much comes back at once. Going without them would make every other batch a small one,
    // at the price of a whole commit. A fraction of what the last commit took is waited, so that it costs little when nobody comes.
    private async Task Gather(int expected, TimeSpan lastCommit)
    {
        var start = Stopwatch.GetTimestamp();
        var patience = lastCommit / 5 < LongestGathering ? lastCommit / 5 : LongestGathering;
        while (Waiting < expected && Stopwatch.GetElapsedTime(start) < patience) await Task.Yield();
    }

    // A stream is in a batch once, and appends to one stream keep their order: what waits behind a taken stream waits on.
    private List<PendingAppend> TakeBatch()
    {
        List<PendingAppend> batch = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        var events = 0;
        lock (gate)
        {
            for (var node = waiting.First; node is not null && batch.Count < LargestBatch && events < MostEvents;)
            {
                var (current, streams) = (node, node.Value.Appends.Select(append => append.Stream));
                node = node.Next;
                var free = !streams.Any(taken.Contains);
                taken.UnionWith(streams);
                if (!free) continue;
                waiting.Remove(current);
                batch.Add(current.Value);
                events += current.Value.Appends.Sum(append => append.Events.Count);
            }

            if (batch.Count == 0 && waiting.Count == 0) committing = false;
        }

        return batch;
    }
}

/// <summary>A command's append on its way into a batch.</summary>
internal sealed class PendingAppend
{
    // Continuations run elsewhere: a caller's own work must not hold up the next commit.
    private readonly TaskCompletionSource<AppendResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingAppend(IReadOnlyList<StreamAppend> appends, EventMetadata metadata)
    {
        (Appends, Metadata) = (appends, metadata);
    }

    public IReadOnlyList<StreamAppend> Appends { get; }

    public EventMetadata Metadata { get; }

    public Task<AppendResult> Task => completion.Task;

    public void Complete(AppendResult result) => completion.TrySetResult(result);

    public void Fail(Exception failure) => completion.TrySetException(failure);
}
