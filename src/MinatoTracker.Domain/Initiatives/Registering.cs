using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>Puts an initiative into the plan with its indicators and original targets.</summary>
public sealed record RegisterInitiative(
    Provenance Provenance,
    string Title,
    string? OwningSection,
    ValueList<IndicatorToDefine> Indicators);

public sealed record IndicatorToDefine(string Id, string Name, IndicatorKind? Kind, Target Target, string? Rationale);

public static class Registering
{
    /// <summary>Records what does not stand yet; registering the same again records nothing.</summary>
    public static Decision Decide(RegisterInitiative command, Initiative state)
    {
        var checks = new Checks().Require(command.Title, "title", 500);
        foreach (var indicator in command.Indicators) checks.Require(indicator.Name, "indicators", 1000);
        foreach (var (id, count) in command.Indicators.CountBy(indicator => indicator.Id))
            checks.That(count == 1, "indicators", RefusalCode.AlreadyExists, id);
        checks.That(state.Withdrawal.On(command.Provenance.EffectiveDate) is null, "code", RefusalCode.Withdrawn);
        if (checks.Failed) return checks.Refused;

        List<IEvent> events = [];
        var from = command.Provenance.EffectiveDate;
        if (state.Title.On(from)?.Value != command.Title) events.Add(new InitiativeRegistered(command.Provenance, command.Title));
        if (command.OwningSection is { } section && state.OwningSection.On(from)?.Value != section)
            events.Add(new OwningSectionAssigned(command.Provenance, section));
        foreach (var indicator in command.Indicators)
        {
            // What stands under this id is changed by a revision with a reason, never by registering anew.
            if (state.Indicators.ContainsKey(indicator.Id)) continue;
            events.Add(new IndicatorDefined(command.Provenance, indicator.Id, indicator.Name, indicator.Kind));
            events.Add(new TargetSet(command.Provenance, indicator.Id, indicator.Target, indicator.Rationale));
        }

        return new(events.ToValueList(), []);
    }
}

/// <summary>Takes an initiative out of the plan from a day on; what it said before stays.</summary>
public sealed record WithdrawInitiative(Provenance Provenance, string Reason);

public static class Withdrawing
{
    public static Decision Decide(WithdrawInitiative command, Initiative state)
    {
        var checks = new Checks().That(state.IsRegistered, "code", RefusalCode.UnknownInitiative).Require(command.Reason, "reason");
        if (checks.Failed) return checks.Refused;
        return state.Withdrawal.On(command.Provenance.EffectiveDate) is null
            ? Decision.Record(new InitiativeWithdrawn(command.Provenance, command.Reason))
            : Decision.Nothing;
    }
}
