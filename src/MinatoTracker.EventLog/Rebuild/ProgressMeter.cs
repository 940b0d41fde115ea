namespace MinatoTracker.EventLog.Rebuild;

/// <summary>Counts what is done and tells how fast it goes.</summary>
internal sealed class ProgressMeter(IProgress<RebuildProgress>? progress, TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private long done;
    private long total;

    public void Expect(long events) => total += events;

    public void Did(int events)
    {
        done += events;
        total = Math.Max(total, done);
        var seconds = time.GetElapsedTime(began).TotalSeconds;
        progress?.Report(new(done, total, seconds > 0 ? done / seconds : 0));
    }
}
