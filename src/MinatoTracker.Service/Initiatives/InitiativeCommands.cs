using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Initiatives;

/// <summary>Where a command is addressed to, who sends it, and on which version it builds.</summary>
/// <param name="Expected">The version that the sender saw; null where any will do.</param>
/// <param name="Misread">What could not be read of the sender's input. With any of it nothing is recorded, and the answer names it beside what the decision finds.</param>
public sealed record Addressed(string Plan, string Code, string By, long? Expected = null, ValueList<Refusal>? Misread = null);

/// <summary>Runs commands about an initiative: each is one pure decision on the initiative's state.</summary>
public sealed class InitiativeCommands(Tracker tracker, TrackerSettings settings, TimeProvider time)
{
    public DateOnly Today => settings.Today(time);

    public Task<Outcome> Send(Addressed to, RecordActual command, CancellationToken cancellation = default) =>
        Handle(to, state => Measuring.Decide(command, state, Today), cancellation);

    public Task<Outcome> Send(Addressed to, CorrectActual command, CancellationToken cancellation = default) =>
        Handle(to, state => Measuring.Decide(command, state), cancellation);

    public Task<Outcome> Send(Addressed to, AssessStatus command, CancellationToken cancellation = default) =>
        Handle(to, state => Assessing.Decide(command, state), cancellation);

    public Task<Outcome> Send(Addressed to, ProposeRevision command, CancellationToken cancellation = default) =>
        Handle(to, state => RevisingTarget.Decide(command, state), cancellation);

    public Task<Outcome> Send(Addressed to, ApproveRevision command, CancellationToken cancellation = default) =>
        Handle(to, state => RevisingTarget.Decide(command, state), cancellation);

    public Task<Outcome> Send(Addressed to, ReturnRevision command, CancellationToken cancellation = default) =>
        Handle(to, state => RevisingTarget.Decide(command, state), cancellation);

    private Task<Outcome> Handle(Addressed to, Func<Initiative, Decision> decide, CancellationToken cancellation) =>
        tracker.Handle(
            Streams.Initiative(to.Plan, to.Code),
            to.By,
            state => WithMisread(to.Misread ?? [], decide(state)),
            to.Expected,
            cancellation);

    // A field that could not be read is named once, as misread, and not again as missing.
    private static Decision WithMisread(ValueList<Refusal> misread, Decision decision) => misread.Count == 0
        ? decision
        : new([], misread.Concat(decision.Refusals.ExceptBy(misread.Select(m => m.Field), r => r.Field, StringComparer.Ordinal)).ToValueList());
}
