namespace MinatoTracker.Domain.Initiatives;

/// <summary>Gives the two-axis status and the narrative (達成状況と課題・改善策) for a review.</summary>
public sealed record AssessStatus(
    Provenance Provenance,
    string Review,
    AttainmentOutlook AttainmentOutlook,
    ProgressStatus? ProgressStatus,
    string? Narrative);

/// <summary>Notes what could not be read surely from a paper.</summary>
public sealed record NoteDoubts(Provenance Provenance, string About, ValueList<Warning> Warnings);

public static class Assessing
{
    /// <summary>Status words on two axes, as in the 2020 paper. Later years' letters get a scheme of their own.</summary>
    public const string TwoAxes = "two-axes";

    public static Decision Decide(AssessStatus command, Initiative state)
    {
        var checks = new Checks().Standing(state, command.Provenance.EffectiveDate)
            .Require(command.Review, "review", 100).Allow(command.Narrative, "narrative");
        if (checks.Failed) return checks.Refused;

        var assessed = new StatusAssessed(
            command.Provenance, command.Review, command.AttainmentOutlook, command.ProgressStatus, command.Narrative, TwoAxes);
        return state.Assessed(command.Review).On(command.Provenance.EffectiveDate) is { } standing && SaysTheSame(standing.Value, assessed)
            ? Decision.Nothing
            : Decision.Record(assessed);
    }

    public static Decision Decide(NoteDoubts command, Initiative state) =>
        (state.DoubtsAbout(command.About).On(command.Provenance.EffectiveDate)?.Value ?? []).Equals(command.Warnings)
            ? Decision.Nothing
            : Decision.Record(new ReadingDoubted(command.Provenance, command.About, command.Warnings));

    // Who says it again, and when, makes it no new assessment.
    private static bool SaysTheSame(StatusAssessed one, StatusAssessed other) =>
        one with { Provenance = other.Provenance } == other
        && one.Provenance.EffectiveDate == other.Provenance.EffectiveDate;
}
