namespace MinatoTracker.Domain.Reviews;

/// <summary>Freezes a review's figures.</summary>
public sealed record CloseReview(Provenance Provenance);

/// <summary>Makes 公表版 of a closed review. The provenance names the paper, where there is one.</summary>
/// <param name="AsOf">The day that the plan is shown on.</param>
/// <param name="KnownAt">By when what it shows was recorded: before the review was closed or its last version was superseded.</param>
/// <param name="ContentHash">Of the plan at that point; see <see cref="PlanContent"/>.</param>
public sealed record PublishBaseline(Provenance Provenance, DateOnly AsOf, DateTimeOffset KnownAt, string ContentHash);

/// <summary>Takes 公表版 out of force, so that another can be published. The old one stays as it is.</summary>
public sealed record SupersedeBaseline(Provenance Provenance, int Number, string Reason);

public static class Publishing
{
    public static Decision Decide(CloseReview command, Review state)
    {
        if (!state.IsScheduled) return Decision.Refuse(new Refusal("review", RefusalCode.UnknownReview));
        if (state.IsClosed) return Decision.Nothing;
        return state.IsOpen(command.Provenance.EffectiveDate)
            ? Decision.Record(new ReviewClosed(command.Provenance))
            : Decision.Refuse(new Refusal("review", RefusalCode.ReviewNotOpen, Checks.Day(state.CutoffDate)));
    }

    public static Decision Decide(PublishBaseline command, Review state)
    {
        var checks = new Checks()
            .That(state.IsScheduled, "review", RefusalCode.UnknownReview)
            .That(state.IsClosed || !state.IsScheduled, "review", RefusalCode.ReviewNotClosed)
            .Allow(command.Provenance.Publication?.Title, "publicationTitle", 500);
        if (checks.Failed) return checks.Refused;

        var published = new BaselinePublished(
            command.Provenance, state.Baselines.Count + 1, command.AsOf, command.KnownAt, command.ContentHash);
        if (state.Baseline is not { Published: var standing }) return Decision.Record(published);
        return standing == published with { Number = standing.Number, Provenance = standing.Provenance }
            ? Decision.Nothing
            : Decision.Refuse(new Refusal("review", RefusalCode.AlreadyPublished));
    }

    public static Decision Decide(SupersedeBaseline command, Review state)
    {
        var standing = state.Baselines.GetValueOrDefault(command.Number);
        var checks = new Checks()
            .That(state.IsScheduled, "review", RefusalCode.UnknownReview)
            .That(standing is not null || !state.IsScheduled, "baseline", RefusalCode.UnknownBaseline, $"{command.Number}")
            .Require(command.Reason, "reason");
        if (checks.Failed) return checks.Refused;
        return standing!.Superseded is null
            ? Decision.Record(new BaselineSuperseded(command.Provenance, command.Number, command.Reason))
            : Decision.Nothing;
    }
}
