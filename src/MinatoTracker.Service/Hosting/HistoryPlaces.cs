using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Rebuild;

namespace MinatoTracker.Service.Hosting;

/// <summary>Where a stored event stands in the history: what was said when it was appended, told again for a rebuild.</summary>
public static class HistoryPlaces
{
    /// <summary>To be counted up whenever slots or scopes change: the next start then builds the history anew.</summary>
    public const int Shape = 1;

    public static HistoryPlace Of(StoredEvent stored)
    {
        var @event = EventTypes.FromStore(stored);
        return new(@event.Provenance.EffectiveDate, Streams.ScopeOf(stored.Stream), EventTypes.SlotsOf(@event));
    }
}
