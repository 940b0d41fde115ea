using System.Text.Json;
using System.Text.Json.Serialization;
using MinatoTracker.EventLog;

namespace MinatoTracker.CritterStack.Log;

/// <summary>An event whose JSON is there already and is stored as it is, with what the history has to know about it.</summary>
internal sealed record Verbatim(NewEvent Event, string? Scope);

/// <summary>Writes the event's own JSON, once it is seen to be JSON.</summary>
internal sealed class VerbatimConverter : JsonConverter<Verbatim>
{
    public override void Write(Utf8JsonWriter writer, Verbatim value, JsonSerializerOptions options) => writer.WriteRawValue(value.Event.Data);

    public override Verbatim Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An event is read as the type that its name says.");
}
