using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Hosting;

/// <summary>
/// A stored event says nothing that this program understands: it was altered, or a newer program wrote it. What is folded from it can't
/// be shown; everything else can.
/// </summary>
public sealed class UnreadableEventException(StoredEvent stored, string reason, Exception? inner = null) : Exception(
    $"Event {stored.Position} ({stored.Id}) of {stored.Stream} is no readable \"{stored.Type}\": {reason}", inner)
{
    /// <summary>Place in the office's one order.</summary>
    public long Position { get; } = stored.Position;

    public Guid EventId { get; } = stored.Id;

    public string Stream { get; } = stored.Stream;

    public string Type { get; } = stored.Type;
}
