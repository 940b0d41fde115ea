namespace MinatoTracker.Domain.Initiatives;

/// <summary>
/// Records all that was done (取組実績) by a review's cut-off day, in the order in which it is told. What was recorded for that review
/// before and is not told any more is removed.
/// </summary>
/// <param name="Review">Key of the review.</param>
public sealed record RecordActivities(Provenance Provenance, string Review, ValueList<string> Texts);

public static class RecordingActivities
{
    /// <summary>Ids count with two digits, so that they sort as they are told.</summary>
    public const int Most = 99;

    /// <param name="number">1 for the first that is told.</param>
    public static string IdOf(string review, int number) => $"{Beginning(review)}{number:00}";

    public static Decision Decide(RecordActivities command, Initiative state)
    {
        var on = command.Provenance.EffectiveDate;
        var checks = new Checks().Standing(state, on)
            .Require(command.Review, "review", 100)
            .That(command.Texts.Count <= Most, "activityRecords", RefusalCode.TooMany, $"{Most}");
        foreach (var text in command.Texts) checks.Require(text, "activityRecords");
        if (checks.Failed) return checks.Refused;

        var told = command.Texts.Index().ToDictionary(text => IdOf(command.Review, text.Index + 1), text => text.Item);
        IEnumerable<IEvent> recorded = told.Where(text => state.Activity(text.Key).On(on)?.Value != text.Value)
            .Select(text => new ActivityRecorded(command.Provenance, text.Key, text.Value));
        IEnumerable<IEvent> removed = Of(command.Review, state, on).Where(standing => !told.ContainsKey(standing.Id))
            .Select(standing => new ActivityRemoved(command.Provenance, standing.Id, standing.Text));
        return new([.. recorded, .. removed], []);
    }

    /// <summary>What is recorded for a review, in order.</summary>
    /// <param name="on">Its cut-off day.</param>
    public static IEnumerable<(string Id, string Text)> Of(string review, Initiative state, DateOnly on) => state.Activities.Keys
        .Where(id => id.StartsWith(Beginning(review), StringComparison.Ordinal))
        .Select(id => (Id: id, Text: state.Activity(id).On(on)?.Value))
        .Where(activity => activity.Text is not null)
        .Select(activity => (activity.Id, activity.Text!));

    private static string Beginning(string review) => $"{review}-";
}
