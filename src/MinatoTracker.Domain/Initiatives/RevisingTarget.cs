using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>What a target revision (目標変更) asks for.</summary>
/// <param name="Id">Chosen by the sender: sending the same again is recognised by it.</param>
/// <param name="EffectiveDate">From which day the target changes.</param>
/// <param name="IndicatorName">The new indicator's name; null to keep it.</param>
public sealed record RevisionRequest(
    string Id,
    string Indicator,
    DateOnly EffectiveDate,
    RevisionKind Kind,
    Target Target,
    string? IndicatorName,
    ReasonCode ReasonCode,
    string Reason,
    string? Evidence);

/// <summary>起案</summary>
public sealed record ProposeRevision(Provenance Provenance, RevisionRequest Request);

/// <summary>承認, by someone other than the proposer.</summary>
public sealed record ApproveRevision(string By, string Revision);

/// <summary>差戻し</summary>
public sealed record ReturnRevision(string By, string Revision, string Reason, DateOnly Today);

/// <summary>Takes over a revision that a publication already announced.</summary>
public sealed record TakeOverRevision(Provenance Provenance, RevisionRequest Request);

public static class RevisingTarget
{
    public static Decision Decide(ProposeRevision command, Initiative state)
    {
        var request = command.Request;
        var checks = Sound(request, state);
        if (checks.Failed) return checks.Refused;

        var proposed = new TargetRevisionProposed(
            command.Provenance, request.Id, request.EffectiveDate, request.Indicator, request.Kind, request.Target,
            request.IndicatorName, request.ReasonCode, request.Reason, request.Evidence);
        if (state.OpenProposals.TryGetValue(request.Id, out var standing))
        {
            return standing == proposed with { Provenance = standing.Provenance }
                ? Decision.Nothing
                : Decision.Refuse(new Refusal("revision", RefusalCode.AlreadyExists, request.Id));
        }

        if (state.DecidedProposals.Contains(request.Id))
            return Decision.Refuse(new Refusal("revision", RefusalCode.AlreadyDecided, request.Id));
        return ChangesNothing(request, state)
            ? Decision.Refuse(new Refusal("target", RefusalCode.SameAsBefore))
            : Decision.Record(proposed);
    }

    public static Decision Decide(ApproveRevision command, Initiative state)
    {
        if (state.DecidedProposals.Contains(command.Revision)) return AlreadyDecided(command.Revision, state, approved: true);
        if (!state.OpenProposals.TryGetValue(command.Revision, out var proposed)) return Unknown(command.Revision);
        if (proposed.Provenance.By == command.By)
            return Decision.Refuse(new Refusal("revision", RefusalCode.SamePersonApproves));
        if (new Checks().Standing(state, proposed.RevisionDate) is { Failed: true } withdrawn) return withdrawn.Refused;

        var indicator = state.Indicators[proposed.Indicator];
        return Decision.Record(new TargetRevised(
            proposed.Provenance with { By = command.By, EffectiveDate = proposed.RevisionDate },
            proposed.Revision,
            proposed.Indicator,
            proposed.Kind,
            indicator.TargetOn(proposed.RevisionDate)!,
            proposed.NewTarget,
            indicator.NameOn(proposed.RevisionDate)!,
            proposed.NewIndicatorName,
            proposed.ReasonCode,
            proposed.Reason,
            proposed.Evidence,
            ProposedBy: proposed.Provenance.By));
    }

    public static Decision Decide(ReturnRevision command, Initiative state)
    {
        var decided = state.DecidedProposals.Contains(command.Revision);
        var checks = new Checks().Require(command.Reason, "reason")
            .That(decided || state.OpenProposals.ContainsKey(command.Revision), "revision", RefusalCode.UnknownRevision, command.Revision);
        if (checks.Failed) return checks.Refused;
        return decided
            ? AlreadyDecided(command.Revision, state, approved: false)
            : Decision.Record(new TargetRevisionReturned(new(command.By, command.Today), command.Revision, command.Reason));
    }

    public static Decision Decide(TakeOverRevision command, Initiative state)
    {
        var request = command.Request;
        var checks = Sound(request, state);
        if (checks.Failed) return checks.Refused;
        // A paper that uses an open proposal's id must not approve it past its second person.
        if (state.OpenProposals.ContainsKey(request.Id))
            return Decision.Refuse(new Refusal("revision", RefusalCode.AlreadyExists, request.Id));
        if (state.DecidedProposals.Contains(request.Id) || ChangesNothing(request, state)) return Decision.Nothing;

        var indicator = state.Indicators[request.Indicator];
        return Decision.Record(new TargetRevised(
            command.Provenance with { EffectiveDate = request.EffectiveDate }, request.Id, request.Indicator, request.Kind,
            indicator.TargetOn(request.EffectiveDate)!, request.Target, indicator.NameOn(request.EffectiveDate)!, request.IndicatorName,
            request.ReasonCode, request.Reason, request.Evidence, ProposedBy: null));
    }

    private static Checks Sound(RevisionRequest request, Initiative state)
    {
        var indicator = state.Indicators.GetValueOrDefault(request.Indicator);
        var original = indicator?.Original;
        var checks = new Checks().Standing(state, request.EffectiveDate)
            .Require(request.Id, "revision", 100)
            .That(original is not null, "indicator", RefusalCode.UnknownIndicator, request.Indicator)
            .That(original is not { From: var first } || first <= request.EffectiveDate,
                "effectiveDate", RefusalCode.OutOfBounds, original is { } target ? Checks.Day(target.From) : null)
            .Require(request.Target.Text, "target", 1000)
            .Require(request.Reason, "reason")
            .Allow(request.IndicatorName, "indicatorName", 1000)
            .Allow(request.Evidence, "evidence");
        if (request.Kind is RevisionKind.IndicatorReplacement) checks.Require(request.IndicatorName, "indicatorName", 1000);
        if (TargetBounds.For(request.Target, request.IndicatorName ?? indicator?.NameOn(request.EffectiveDate)) is { } bounds)
            checks.That(Within(bounds, request.Target.Value) && Within(bounds, request.Target.UpperValue),
                "target", RefusalCode.OutOfBounds, bounds.ToString());
        return checks;
    }

    private static bool Within(TargetBounds bounds, decimal? value) => value is null || bounds.Contains(value.Value);

    private static bool ChangesNothing(RevisionRequest request, Initiative state)
    {
        var indicator = state.Indicators[request.Indicator];
        return indicator.TargetOn(request.EffectiveDate) == request.Target
            && (request.IndicatorName is null || request.IndicatorName == indicator.NameOn(request.EffectiveDate));
    }

    // Deciding the same way twice is the same command again; deciding the other way comes too late.
    private static Decision AlreadyDecided(string revision, Initiative state, bool approved)
    {
        var wasApproved = state.Indicators.Values.Any(i => i.Revisions.Contains(revision));
        return wasApproved == approved
            ? Decision.Nothing
            : Decision.Refuse(new Refusal("revision", RefusalCode.AlreadyDecided, revision));
    }

    private static Decision Unknown(string revision) =>
        Decision.Refuse(new Refusal("revision", RefusalCode.UnknownRevision, revision));
}
