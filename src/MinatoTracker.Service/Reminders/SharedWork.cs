namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Lets all who want the same thing done share the doing. Who comes while it is under way shares the next one: the one under way may
/// have begun before what they came for.
/// </summary>
internal sealed class SharedWork(Func<Task> work)
{
    private readonly Lock gate = new();
    private Task current = Task.CompletedTask;
    private Task? next;

    public Task Join()
    {
        lock (gate)
        {
            if (next is not null) return next;
            if (current.IsCompleted) return current = Task.Run(work);
            return next = Task.Run(() => After(current));
        }
    }

    private async Task After(Task before)
    {
        // How that went is told to those who wait for it.
        await before.ContinueWith(_ => { }, TaskScheduler.Default);
        lock (gate) (current, next) = (next!, null);
        await work();
    }
}
