using System.Text;
using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Hosting;

/// <summary>Between the domain's events and what the log stores: names as Marten would give them, and JSON.</summary>
public static class EventTypes
{
    private static readonly Dictionary<string, Type> ByName = typeof(IEvent).Assembly.GetTypes()
        .Where(type => typeof(IEvent).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
        .ToDictionary(NameOf, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> Names = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyDictionary<string, Type> All => ByName;

    public static NewEvent ToStore(IEvent @event) => new(
        Guid.CreateVersion7(),
        Names[@event.GetType()],
        $"{@event.GetType().FullName}, {@event.GetType().Assembly.GetName().Name}",
        JsonSerializer.Serialize(@event, @event.GetType(), JsonShapes.Options),
        @event.Provenance.EffectiveDate,
        SlotsOf(@event));

    /// <exception cref="UnreadableEventException">The stored payload is no such event.</exception>
    public static IEvent FromStore(StoredEvent stored)
    {
        if (!ByName.TryGetValue(stored.Type, out var type)) throw new UnreadableEventException(stored, "This version does not know the type.");
        try
        {
            return (IEvent?)JsonSerializer.Deserialize(stored.Data.Span, type, StoredShapes.Options) ?? throw new JsonException("It says null.");
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException or FormatException)
        {
            throw new UnreadableEventException(stored, failure.Message, failure);
        }
    }

    /// <summary>What an event fills in its stream's history; nothing for events that have none.</summary>
    public static ValueList<string> SlotsOf(IEvent @event) => @event switch
    {
        InitiativeEvent e => InitiativeSlots.Of(e),
        PlanEvent e => PlanSlots.Of(e),
        ReviewEvent e => ReviewSlots.Of(e),
        AccessEvent e => AccessSlots.Of(e),
        ReminderPolicyEvent e => ReminderPolicySlots.Of(e),
        ReminderChoiceEvent e => ReminderChoiceSlots.Of(e),
        _ => [],
    };

    /// <summary>TargetRevised becomes target_revised.</summary>
    private static string NameOf(Type type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
