using Microsoft.Extensions.Localization;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Initiatives;

/// <summary>What an event changed, in words.</summary>
/// <param name="Lines">What it is about, in the language it is shown in.</param>
public sealed record TimelineText(string Title, IReadOnlyList<TimelineLine> Lines);

/// <param name="AsPublished">True for the plan's own Japanese, false for words of the page's language.</param>
public sealed record TimelineLine(string Text, bool AsPublished);

public sealed class TimelineWords(IStringLocalizer<InitiativesTexts> texts, Words words)
{
    /// <param name="facts">Of the initiative that the event is about.</param>
    public TimelineText Of(IEvent @event, InitiativeFacts facts) =>
        new(texts[$"Event.{@event.GetType().Name}"], [.. Lines(@event, facts).Where(line => line.Text.Length > 0)]);

    private IEnumerable<TimelineLine> Lines(IEvent @event, InitiativeFacts facts) => @event switch
    {
        InitiativeRegistered e => [Said(e.Title)],
        OwningSectionAssigned e => [Said(e.Section)],
        IndicatorDefined e => [Said(e.Name)],
        TargetSet e => [Said(facts.IndicatorName(e.Indicator, e.Provenance.EffectiveDate)), Worded(words.Shown(e.Target)), Said(e.Rationale)],
        TargetRevisionProposed e => Proposed(e),
        TargetRevisionReturned e => [Said(e.Reason)],
        TargetRevised e => Revised(e),
        ActualRecorded e => Measured(facts, e.Indicator, e.Actual, e.Provenance.EffectiveDate),
        ActualCorrected e => [.. Measured(facts, e.Indicator, e.Actual, e.Provenance.EffectiveDate), Said(e.Reason)],
        ActivityRecorded e => [Said(e.Text)],
        ActivityRemoved e => [Said(e.Text)],
        StatusAssessed e => Assessed(e),
        ReadingDoubted e => e.Warnings.Count == 0 ? [Worded(texts["NoDoubts"])] : e.Warnings.Select(warning => Worded(words.Of(warning))),
        InitiativeWithdrawn e => [Said(e.Reason)],
        _ => [],
    };

    private IEnumerable<TimelineLine> Proposed(TargetRevisionProposed e) =>
    [
        Said(e.NewIndicatorName),
        Worded(texts["TargetFrom", words.Shown(e.NewTarget), words.Day(e.RevisionDate)]),
        Worded(texts["KindAndReason", words.Of(e.Kind), words.Of(e.ReasonCode)]),
        Said(e.Reason),
    ];

    private IEnumerable<TimelineLine> Revised(TargetRevised e) =>
    [
        Said(e.NewIndicatorName is { } name ? texts["FromTo", e.OldIndicatorName, name] : e.OldIndicatorName),
        Worded(texts["FromTo", words.Shown(e.OldTarget), words.Shown(e.NewTarget)]),
        Worded(texts["KindAndReason", words.Of(e.Kind), words.Of(e.ReasonCode)]),
        Said(e.Reason),
    ];

    private IEnumerable<TimelineLine> Measured(InitiativeFacts facts, string indicator, Actual actual, DateOnly day) =>
        [Said(facts.IndicatorName(indicator, day)), Worded(words.Describe(actual, facts.UnitOf(indicator, day))), Said(actual.Note)];

    private IEnumerable<TimelineLine> Assessed(StatusAssessed e)
    {
        var progress = e.ProgressStatus is { } status ? words.Of(status) : "";
        return [Worded(progress.Length == 0 ? words.Of(e.AttainmentOutlook) : texts["Both", words.Of(e.AttainmentOutlook), progress]), Said(e.Narrative)];
    }

    private static TimelineLine Said(string? text) => new(text ?? "", AsPublished: true);

    private static TimelineLine Worded(string text) => new(text, AsPublished: false);
}
