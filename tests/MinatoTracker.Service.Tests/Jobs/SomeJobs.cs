using MinatoTracker.Service.Jobs;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>Counts its runs, over all nodes.</summary>
internal sealed class Counter
{
    private int runs;

    public int Runs => runs;

    public int Count() => Interlocked.Increment(ref runs);
}

internal sealed class CountingJob(Counter counter) : IJob
{
    public Task<JobOutcome> Run(CancellationToken cancellation) => Task.FromResult(JobOutcome.Done("Reminded", counter.Count(), 0, 0));
}

/// <summary>Throws the first time it runs.</summary>
internal sealed class StumblingJob(Counter counter) : IJob
{
    public Task<JobOutcome> Run(CancellationToken cancellation) =>
        counter.Count() == 1 ? throw new InvalidOperationException("stumbled") : Task.FromResult(JobOutcome.Idle);
}

/// <summary>Runs until it is let go.</summary>
internal sealed class WaitingJob(Gate gate) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        gate.Begun.TrySetResult();
        await gate.LetGo.Task.WaitAsync(cancellation);
        return JobOutcome.Idle;
    }
}

internal sealed class Gate
{
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
