namespace MinatoTracker.Domain.Tests;

public static class Slots
{
    /// <summary>The events in force on a day, in the order they were recorded: of each slot the one of the latest day, of two the later recorded.</summary>
    public static IReadOnlyList<TEvent> InForce<TEvent>(IReadOnlyList<TEvent> events, Func<TEvent, ValueList<string>> slotsOf, DateOnly asOf)
        where TEvent : IEvent =>
    [
        .. events.Index()
            .Where(recorded => recorded.Item.Provenance.EffectiveDate <= asOf)
            .SelectMany(recorded => slotsOf(recorded.Item).Select(slot => (Slot: slot, recorded.Index, recorded.Item)))
            .GroupBy(filled => filled.Slot)
            .Select(slot => slot.MaxBy(filled => (filled.Item.Provenance.EffectiveDate, filled.Index)).Index)
            .Distinct().Order()
            .Select(index => events[index]),
    ];
}
