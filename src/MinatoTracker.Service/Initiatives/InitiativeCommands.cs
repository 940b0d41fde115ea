using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Initiatives;

/// <summary>Sends commands about an initiative.</summary>
public sealed class InitiativeCommands(ICommandBus bus, Tracker tracker, ReviewReading reviews, TrackerSettings settings, TimeProvider time)
{
    public DateOnly Today => settings.Today(time);

    public async Task<Outcome> Send<TCommand>(Addressed to, TCommand command, CancellationToken cancellation = default)
        where TCommand : notnull
    {
        var stream = Streams.Initiative(to.Plan, to.Key);
        if (to.Bound is { } bound && IsOfTheSection(command))
        {
            var owning = (await tracker.Load(stream, cancellation)).State.OwningSection.On(Today)?.Value;
            if (!bound.Covers(owning)) return new(Decision.Refuse(new Refusal("code", RefusalCode.OtherSection, owning)), 0);
        }

        var against = command is AssessStatus assess ? await Frozen(to.Plan, assess.Review, cancellation) : [];
        return await bus.Send(
            new Sent<TCommand>(stream.Key, command, to.By, Today, to.Expected, [.. to.Misread ?? [], .. against]), stream, cancellation);
    }

    /// <summary>A section enters figures and proposes revisions for its own initiatives.</summary>
    private static bool IsOfTheSection<TCommand>(TCommand command) =>
        command is RecordActual or CorrectActual or AssessStatus or ProposeRevision;

    // A closed review's figures are frozen, and what is said later would not be among them.
    private async Task<ValueList<Refusal>> Frozen(string plan, string review, CancellationToken cancellation) =>
        (await reviews.Read(plan, review, cancellation)).State.IsClosed ? [new("review", RefusalCode.ReviewClosed)] : [];
}
