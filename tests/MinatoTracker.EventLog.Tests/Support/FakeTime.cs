namespace MinatoTracker.EventLog.Tests.Support;

/// <summary>A clock that a test sets.</summary>
public sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
