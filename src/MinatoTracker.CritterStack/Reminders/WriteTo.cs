using Wolverine;

namespace MinatoTracker.CritterStack.Reminders;

/// <summary>People who were claimed and are to be written to.</summary>
/// <param name="Claim">The name that they were claimed under.</param>
/// <param name="People">Their ids.</param>
public sealed record WriteTo(string Claim, string[] People);

/// <summary>Takes it out of the durable queue.</summary>
public static class WriteToHandler
{
    /// <returns>A later message for who is left over.</returns>
    public static async Task<ScheduledMessage<WriteTo>?> Handle(WriteTo message, LetterDesk desk, CancellationToken cancellation) =>
        await desk.Write(message, cancellation) is var (left, at) ? left.ScheduledAt(at) : null;
}
