using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Domain.Initiatives;

/// <summary>Records what was reached (実績値) as of the provenance's effective date.</summary>
/// <param name="ActualId">Chosen by the sender: sending the same again is recognised by it.</param>
public sealed record RecordActual(Provenance Provenance, string ActualId, string Indicator, Actual Actual);

public sealed record CorrectActual(Provenance Provenance, string ActualId, Actual Actual, string Reason);

public sealed record RecordActivity(Provenance Provenance, string Activity, string Text);

public static class Measuring
{
    /// <param name="today">An actual of a day to come can't be known.</param>
    public static Decision Decide(RecordActual command, Initiative state, DateOnly today)
    {
        var indicator = state.Indicators.GetValueOrDefault(command.Indicator);
        var checks = new Checks().Standing(state, command.Provenance.EffectiveDate)
            .That(indicator is not null, "indicator", RefusalCode.UnknownIndicator, command.Indicator)
            .That(command.Provenance.EffectiveDate <= today, "effectiveDate", RefusalCode.OutOfBounds, Checks.Day(today))
            .Sensible(command.Actual, indicator, command.Provenance.EffectiveDate);
        if (checks.Failed) return checks.Refused;

        var sent = new Dated<Actual>(command.Actual, command.Provenance.EffectiveDate);
        if (state.MeasuredBy(command.ActualId) is { } measured)
        {
            return measured.Id == command.Indicator && measured.Recorded.GetValueOrDefault(command.ActualId) == sent
                ? Decision.Nothing
                : Decision.Refuse(new Refusal("actualId", RefusalCode.AlreadyExists, command.ActualId));
        }

        return Decision.Record(new ActualRecorded(command.Provenance, command.ActualId, command.Indicator, command.Actual));
    }

    public static Decision Decide(CorrectActual command, Initiative state)
    {
        var indicator = state.MeasuredBy(command.ActualId);
        var standing = indicator?.Actuals[command.ActualId];
        var checks = new Checks().Standing(state, standing?.From ?? command.Provenance.EffectiveDate)
            .That(indicator is not null, "actualId", RefusalCode.UnknownActual, command.ActualId)
            .Require(command.Reason, "reason")
            .Sensible(command.Actual, indicator, standing?.From ?? command.Provenance.EffectiveDate);
        if (checks.Failed) return checks.Refused;

        if (standing?.Value == command.Actual) return Decision.Nothing;
        // A correction says what was true all along, so it holds from the day that the wrong figure held from.
        var provenance = command.Provenance with { EffectiveDate = standing!.Value.From };
        return Decision.Record(new ActualCorrected(provenance, command.ActualId, indicator!.Id, command.Actual, command.Reason));
    }

    public static Decision Decide(RecordActivity command, Initiative state)
    {
        var checks = new Checks().Standing(state, command.Provenance.EffectiveDate).Require(command.Text, "text");
        if (checks.Failed) return checks.Refused;
        return state.Activity(command.Activity).On(command.Provenance.EffectiveDate)?.Value == command.Text
            ? Decision.Nothing
            : Decision.Record(new ActivityRecorded(command.Provenance, command.Activity, command.Text));
    }

    /// <summary>A withdrawal stops what is said about its day and later ones; what held before can still be put right.</summary>
    internal static Checks Standing(this Checks checks, Initiative state, DateOnly on) => checks
        .That(state.IsRegistered, "code", RefusalCode.UnknownInitiative)
        .That(state.Withdrawal.On(on) is null, "code", RefusalCode.Withdrawn);

    private static Checks Sensible(this Checks checks, Actual actual, Indicator? indicator, DateOnly on)
    {
        checks.That(actual.Value is not null || actual.Achieved is not null, "value", RefusalCode.Required);
        checks.Allow(actual.Note, "note");
        if (actual.Value is { } value && indicator?.TargetOn(on) is { } target && TargetBounds.For(target, indicator.NameOn(on)) is { } bounds)
            checks.That(bounds.Contains(value), "value", RefusalCode.OutOfBounds, bounds.ToString());
        return checks;
    }
}
