using System.Reflection;

namespace MinatoTracker.Domain.Tests.Conventions;

/// <summary>How events and all that they hold are stored: a line for each record with its properties in order, and for each word of an enumeration.</summary>
public static class StoredShapes
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<Type> Events { get; } =
        [.. typeof(IEvent).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IEvent)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Lines()
    {
        HashSet<Type> held = [];
        foreach (var @event in Events) Collect(@event, held);
        return
        [
            .. Events.Select(Record),
            .. held.OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(type => type.IsEnum ? Words(type) : [Record(type)]),
        ];
    }

    private static void Collect(Type type, HashSet<Type> held)
    {
        foreach (var property in Stored(type))
        {
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (inner.IsGenericType) inner = inner.GetGenericArguments()[0];
            if (inner.Assembly == typeof(IEvent).Assembly && held.Add(inner) && !inner.IsEnum) Collect(inner, held);
        }
    }

    private static string Record(Type type) =>
        $"{type.Name}({string.Join(", ", Stored(type).Select(property => $"{property.Name} {Name(property)}"))})";

    private static IEnumerable<string> Words(Type type) => Enum.GetNames(type).Select(word => $"{type.Name}.{word}");

    // What is worked out has no setter, and is not stored.
    private static IEnumerable<PropertyInfo> Stored(Type type) =>
        type.GetProperties().Where(property => property.CanWrite).OrderBy(property => property.MetadataToken);

    private static string Name(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var name = type.IsGenericType ? $"{type.Name.Split('`')[0]}<{type.GetGenericArguments()[0].Name}>" : type.Name;
        return Nullability.Create(property).WriteState == NullabilityState.Nullable ? $"{name}?" : name;
    }
}
