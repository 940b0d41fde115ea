using MinatoTracker.Domain.Calendars;

namespace MinatoTracker.Domain.Reviews;

/// <param name="Year">The plan's, in which the cut-off lies; null where it need not be checked.</param>
public sealed record ScheduleReview(
    Provenance Provenance,
    ReviewKind Kind,
    DateOnly CutoffDate,
    DateOnly SubmissionDeadline,
    DateOnly? PublicationDate = null,
    FiscalYear? Year = null);

/// <param name="Section">所管課 whose deadline moves; null for every section that has none of its own.</param>
/// <param name="PublicationDate">Moves the publication along with the whole review's deadline; null where it stays.</param>
public sealed record MoveDeadline(
    Provenance Provenance, DateOnly SubmissionDeadline, string Reason, string? Section = null, DateOnly? PublicationDate = null);

/// <summary>Moves the day on which the paper is planned to come out, and nothing else.</summary>
public sealed record MovePublication(Provenance Provenance, DateOnly PublicationDate, string Reason);

/// <summary>Sets the days of a review.</summary>
/// <remarks>Whether the office is open on a deadline is no question here: see <see cref="ClosedDay"/>.</remarks>
public static class Scheduling
{
    public static Decision Decide(ScheduleReview command, Review state)
    {
        var scheduled = new ReviewScheduled(
            command.Provenance, command.Kind, command.CutoffDate, command.SubmissionDeadline, command.PublicationDate);
        if (state.Schedule is { } standing)
        {
            return standing == scheduled with { Provenance = standing.Provenance }
                ? Decision.Nothing
                : Decision.Refuse(new Refusal("kind", RefusalCode.AlreadyExists));
        }

        var checks = new Checks()
            .That(command.Year is not { } year || year.Contains(command.CutoffDate), "cutoffDate", RefusalCode.OutsideFiscalYear, command.Year?.ToString())
            .InOrder(command.CutoffDate, command.SubmissionDeadline)
            .That(!(command.PublicationDate < command.SubmissionDeadline), "publicationDate", RefusalCode.BeforeDeadline, Checks.Day(command.SubmissionDeadline));
        return checks.Failed ? checks.Refused : Decision.Record(scheduled);
    }

    public static Decision Decide(MoveDeadline command, Review state)
    {
        var publication = (command.Section is null ? command.PublicationDate : null) ?? state.PublicationDate;
        var checks = new Checks().StillOpen(state)
            .Require(command.Reason, "reason")
            .Allow(command.Section, "section", 100)
            .InOrder(state.CutoffDate, command.SubmissionDeadline)
            .That(!(publication < command.SubmissionDeadline), "submissionDeadline", RefusalCode.AfterPublication, publication is { } day ? Checks.Day(day) : null);
        if (checks.Failed) return checks.Refused;
        return state.DeadlineOf(command.Section) == command.SubmissionDeadline && publication == state.PublicationDate
            ? Decision.Nothing
            : Decision.Record(new DeadlineMoved(
                command.Provenance, command.SubmissionDeadline, command.Reason, command.Section, publication == state.PublicationDate ? null : publication));
    }

    /// <summary>Also of a review that is closed: what is planned is planned until the paper is out.</summary>
    public static Decision Decide(MovePublication command, Review state)
    {
        var last = state.SectionDeadlines.Values.Append(state.SubmissionDeadline).Max();
        var checks = new Checks()
            .That(state.IsScheduled, "review", RefusalCode.UnknownReview)
            .That(state.Baselines.Count == 0, "review", RefusalCode.AlreadyPublished)
            .Require(command.Reason, "reason")
            .That(command.PublicationDate >= last, "publicationDate", RefusalCode.BeforeDeadline, Checks.Day(last));
        if (checks.Failed) return checks.Refused;
        return state.PublicationDate == command.PublicationDate
            ? Decision.Nothing
            : Decision.Record(new PublicationMoved(command.Provenance, command.PublicationDate, command.Reason));
    }

    /// <summary>It is scheduled, and what it shows is not frozen yet.</summary>
    internal static Checks StillOpen(this Checks checks, Review state) => checks
        .That(state.IsScheduled, "review", RefusalCode.UnknownReview)
        .That(!state.IsClosed, "review", RefusalCode.ReviewClosed);

    private static Checks InOrder(this Checks checks, DateOnly cutoff, DateOnly deadline) =>
        checks.That(deadline > cutoff, "submissionDeadline", RefusalCode.BeforeCutoff, Checks.Day(cutoff));
}
