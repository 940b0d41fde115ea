using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MinatoTracker.Service.Hosting;

/// <summary>How stored events are read: as they are written, and strictly. What is never null must be there.</summary>
internal static class StoredShapes
{
    public static JsonSerializerOptions Options { get; } = new(JsonShapes.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatIsNeverNull } },
    };

    // Without it a payload that lost a field would be read as an event with a hole in it, and the fold would trip over that later,
    // where nobody knows any more which event it was.
    private static void RequireWhatIsNeverNull(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { HasDefaultValue: false } parameter && IsNeverNull(parameter)) property.IsRequired = true;
    }

    private static bool IsNeverNull(JsonParameterInfo parameter) => parameter.ParameterType.IsValueType
        ? Nullable.GetUnderlyingType(parameter.ParameterType) is null
        : !parameter.IsNullable;
}
