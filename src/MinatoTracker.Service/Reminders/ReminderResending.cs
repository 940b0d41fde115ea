using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>Has reminders that were given up tried again, when somebody mended an address or the mail server.</summary>
public sealed class ReminderResending(Tracker tracker, ICommandBus bus, TrackerSettings settings, TimeProvider time)
{
    /// <param name="key">Null for all that was given up of the review.</param>
    /// <param name="expected">The version of the ledger that the sender saw; null where any will do.</param>
    /// <returns>Refused for an unknown review, for a closed one, and for a reminder that was not given up.</returns>
    public async Task<Outcome> Resend(
        string plan, string review, string by, ReminderKey? key, long? expected = null, CancellationToken cancellation = default)
    {
        var (state, _) = await tracker.Load(Streams.Review(plan, review), cancellation);
        if (!state.IsScheduled) return Refused(RefusalCode.UnknownReview);
        if (state.IsClosed) return Refused(RefusalCode.ReviewNotOpen);
        var (stream, today) = (Streams.Reminders(plan, review), settings.Today(time));
        var command = new RequeueReminders(new(by, today), key, time.GetUtcNow());
        return await bus.Send(new Sent<RequeueReminders>(stream.Key, command, by, today, expected), stream, cancellation);
    }

    private static Outcome Refused(RefusalCode code) => new(Decision.Refuse(new Refusal("review", code)), 0);
}
