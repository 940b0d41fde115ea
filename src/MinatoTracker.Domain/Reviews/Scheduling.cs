namespace MinatoTracker.Domain.Reviews;

public sealed record ScheduleReview(Provenance Provenance, ReviewKind Kind, DateOnly CutoffDate, DateOnly SubmissionDeadline);

public sealed record MoveDeadline(Provenance Provenance, DateOnly SubmissionDeadline, string Reason);

public sealed record CloseReview(Provenance Provenance);

public static class Scheduling
{
    public static Decision Decide(ScheduleReview command, Review state)
    {
        var scheduled = new ReviewScheduled(command.Provenance, command.Kind, command.CutoffDate, command.SubmissionDeadline);
        if (state.IsScheduled)
        {
            return state.Kind == command.Kind && state.CutoffDate == command.CutoffDate
                ? Decision.Nothing
                : Decision.Refuse(new Refusal("review", RefusalCode.AlreadyExists));
        }

        var checks = new Checks().After(command.SubmissionDeadline, command.CutoffDate);
        return checks.Failed ? checks.Refused : Decision.Record(scheduled);
    }

    public static Decision Decide(MoveDeadline command, Review state)
    {
        var checks = new Checks()
            .That(state.IsScheduled, "review", RefusalCode.UnknownReview)
            .That(!state.IsClosed, "review", RefusalCode.ReviewNotOpen)
            .Require(command.Reason, "reason")
            .After(command.SubmissionDeadline, state.CutoffDate);
        if (checks.Failed) return checks.Refused;
        return state.SubmissionDeadline == command.SubmissionDeadline
            ? Decision.Nothing
            : Decision.Record(new DeadlineMoved(command.Provenance, command.SubmissionDeadline, command.Reason));
    }

    public static Decision Decide(CloseReview command, Review state)
    {
        if (!state.IsScheduled) return Decision.Refuse(new Refusal("review", RefusalCode.UnknownReview));
        return state.IsClosed ? Decision.Nothing : Decision.Record(new ReviewClosed(command.Provenance));
    }

    private static Checks After(this Checks checks, DateOnly deadline, DateOnly cutoff) =>
        checks.That(deadline > cutoff, "submissionDeadline", RefusalCode.BeforeCutoff, Checks.Day(cutoff));
}
