using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Lets workers that write to the same stream share an append: one is under way at a time, and what comes meanwhile goes along in the
/// next. The log itself takes a stream into a commit once, so each worker for itself would wait for as many commits as there are workers.
/// </summary>
internal sealed class SharedAppend(Func<IReadOnlyList<StreamAppend>, Task> append)
{
    private readonly Lock gate = new();
    private readonly List<Waiting> waiting = [];
    private bool appending;

    /// <param name="appends">All of them or none. They expect no version: the ids of their events keep them from standing twice.</param>
    public Task Add(IReadOnlyList<StreamAppend> appends)
    {
        var added = new Waiting(appends, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(added);
            if (appending) return added.Done.Task;
            appending = true;
        }

        _ = Task.Run(AppendUntilQuiet);
        return added.Done.Task;
    }

    private async Task AppendUntilQuiet()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await append(Merged(batch));
                foreach (var added in batch) added.Done.TrySetResult();
            }
            catch (ConcurrencyConflictException)
            {
                // Some of it stands already: another process said so before. Each event for itself is then a repetition or new.
                foreach (var added in batch) await OneByOne(added);
            }
            catch (Exception failure)
            {
                foreach (var added in batch) added.Done.TrySetException(failure);
            }
        }
    }

    private List<Waiting> Take()
    {
        lock (gate)
        {
            List<Waiting> batch = [.. waiting];
            waiting.Clear();
            if (batch.Count == 0) appending = false;
            return batch;
        }
    }

    private static IReadOnlyList<StreamAppend> Merged(IEnumerable<Waiting> batch) =>
    [
        .. batch.SelectMany(added => added.Appends).GroupBy(part => part.Stream, StringComparer.Ordinal).Select(stream =>
            new StreamAppend(
                stream.Key, stream.First().Scope, ExpectedVersion.Any, [.. stream.SelectMany(part => part.Events).DistinctBy(e => e.Id)])),
    ];

    private async Task OneByOne(Waiting added)
    {
        try
        {
            foreach (var part in added.Appends)
                foreach (var @event in part.Events) await append([part with { Events = [@event] }]);
            added.Done.TrySetResult();
        }
        catch (Exception failure)
        {
            added.Done.TrySetException(failure);
        }
    }

    private sealed record Waiting(IReadOnlyList<StreamAppend> Appends, TaskCompletionSource Done);
}
