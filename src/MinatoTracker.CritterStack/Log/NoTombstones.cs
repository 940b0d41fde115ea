using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx.Events;

namespace MinatoTracker.CritterStack.Log;

/// <summary>
/// Under every number that a failed append drew, Marten would record a tombstone, afterwards and out of order: an event that nobody
/// said, that the other edition can't read and that nobody can take away again. Its daemon gets over the gap without.
/// </summary>
internal sealed class NoTombstones : JsonConverter<Tombstone>
{
    public override void Write(Utf8JsonWriter writer, Tombstone value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A number that was drawn in vain stays empty.");

    public override Tombstone Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("There is no tombstone to read.");
}
