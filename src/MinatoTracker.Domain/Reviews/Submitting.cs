using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;

namespace MinatoTracker.Domain.Reviews;

/// <summary>Hands in an initiative's figures (提出).</summary>
/// <param name="Review">Key of the review.</param>
/// <param name="Initiative">As it stands, with what is recorded along with the submission.</param>
/// <param name="BySection">所管課 for which the person speaks; null for one who is bound to none.</param>
/// <param name="Calendar">The office's: a deadline on a closed day is met on the next business day.</param>
public sealed record SubmitInitiative(
    Provenance Provenance, string Review, string Code, Initiative Initiative, string? BySection, BusinessCalendar Calendar);

/// <summary>差戻し: hands an initiative's figures back to its section.</summary>
public sealed record ReturnSubmission(Provenance Provenance, string Code, string Reason);

public static class Submitting
{
    public static Decision Decide(SubmitInitiative command, Review state)
    {
        var (day, initiative) = (command.Provenance.EffectiveDate, command.Initiative);
        var section = initiative.OwningSection.On(day)?.Value;
        var checks = new Checks().StillOpen(state)
            .That(!state.IsScheduled || day > state.CutoffDate, "review", RefusalCode.ReviewNotOpen, Checks.Day(state.CutoffDate))
            .Standing(initiative, day)
            .That(command.BySection is null || section is null || command.BySection == section, "code", RefusalCode.OtherSection, section)
            .That(!state.IsScheduled || initiative.Assessed(command.Review).On(state.CutoffDate) is not null, "attainmentOutlook", RefusalCode.NotAssessed, Checks.Day(state.CutoffDate));
        if (checks.Failed) return checks.Refused;

        return state.IsSubmitted(command.Code)
            ? Decision.Nothing
            : Decision.Record(new InitiativeSubmitted(command.Provenance, command.Code, section, state.IsLate(section, day, command.Calendar)));
    }

    public static Decision Decide(ReturnSubmission command, Review state)
    {
        var standing = state.Submissions.GetValueOrDefault(command.Code);
        var again = standing is { Stands: false } && standing.Reason == command.Reason;
        var checks = new Checks().StillOpen(state)
            .Require(command.Reason, "reason")
            .That(standing is { Stands: true } || again, "code", RefusalCode.NotSubmitted);
        if (checks.Failed) return checks.Refused;
        return again ? Decision.Nothing : Decision.Record(new SubmissionReturned(command.Provenance, command.Code, command.Reason));
    }
}
