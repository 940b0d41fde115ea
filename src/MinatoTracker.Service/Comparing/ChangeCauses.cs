using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Comparing;

/// <summary>
/// Which events made a difference: those in force at one point and not at the other. Those that came into force explain a change;
/// only where none did (one looks back, or at less knowledge) do those that are no longer in force.
/// </summary>
internal sealed class ChangeCauses
{
    private readonly string plan;
    private readonly ILookup<string, TimelineEntry> gained;
    private readonly ILookup<string, TimelineEntry> lost;

    public ChangeCauses(string plan, IReadOnlyList<StoredEvent> before, IReadOnlyList<StoredEvent> after)
    {
        this.plan = plan;
        gained = Without(after, before);
        lost = Without(before, after);
    }

    public ValueList<EventItem> OfField(string code, string field) =>
        Either(Streams.Initiative(plan, code).Key, entry => Touches(entry.Event, field));

    public ValueList<EventItem> OfRow(string code) => Either(
        Streams.Plan(plan).Key,
        entry => entry.Event is InitiativeListed listed && listed.Code == code
            || entry.Event is RepeatedListingAdded repeated && repeated.Code == code);

    private ValueList<EventItem> Either(string stream, Func<TimelineEntry, bool> touches)
    {
        var came = gained[stream].Where(touches).Select(EventItem.Of).ToValueList();
        return came.Count > 0 ? came : lost[stream].Where(touches).Select(EventItem.Of).ToValueList();
    }

    private static ILookup<string, TimelineEntry> Without(IReadOnlyList<StoredEvent> all, IReadOnlyList<StoredEvent> those) =>
        all.ExceptBy(those.Select(stored => stored.Position), stored => stored.Position)
            .ToLookup(stored => stored.Stream, TimelineEntry.Of, StringComparer.Ordinal);

    private static bool Touches(IEvent @event, string field) => @event switch
    {
        InitiativeRegistered => field is "title",
        OwningSectionAssigned => field is "owningSection",
        IndicatorDefined e => IsOf(field, e.Indicator),
        TargetSet e => IsOf(field, e.Indicator) || field is "warnings",
        TargetRevised e => IsOf(field, e.Indicator) || field is "warnings",
        ActualRecorded e => IsOf(field, e.Indicator) || field is "warnings",
        ActualCorrected e => IsOf(field, e.Indicator) || field is "warnings",
        ActivityRecorded or ActivityRemoved => field is "activityRecords",
        StatusAssessed => field is "attainmentOutlook" or "progressStatus" or "narrative" or "warnings",
        ReadingDoubted => field is "warnings",
        InitiativeWithdrawn => field is "withdrawn",
        _ => false,
    };

    private static bool IsOf(string field, string indicator) => field.StartsWith($"indicators.{indicator}.", StringComparison.Ordinal);
}
