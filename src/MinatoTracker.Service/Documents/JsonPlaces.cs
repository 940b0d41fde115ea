using System.Text;
using System.Text.Json;

namespace MinatoTracker.Service.Documents;

/// <summary>Finds which value of a JSON text an error is about.</summary>
/// <remarks>The error's own path ends at the first list that a converter of ours reads; its line and column are right.</remarks>
internal static class JsonPlaces
{
    /// <returns>The path ($.issues[0].title) of the value that reading stopped at; null where the error tells no place.</returns>
    public static string? PathAt(string text, JsonException error)
    {
        if (error is not { LineNumber: { } line, BytePositionInLine: { } column }) return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        return PathAt(bytes, Offset(bytes, line) + column);
    }

    private static string PathAt(byte[] bytes, long offset)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var steps = new List<Step> { new("$", -1) };
        try
        {
            while (reader.Read())
            {
                steps = Follow(reader, steps);
                if (reader.BytesConsumed >= offset) break;
            }
        }
        catch (JsonException)
        {
            // Malformed from here on: the path so far is where it is.
        }

        return string.Concat(steps.Select(step => step.Index < 0 ? step.Name : $"{step.Name}[{step.Index}]"));
    }

    private static List<Step> Follow(Utf8JsonReader reader, List<Step> steps)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return [.. steps.Take(depth), new($".{reader.GetString()}", -1)];
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return [.. steps.Take(depth + 1)];
            default:
                var counted = Counted(steps, depth);
                return reader.TokenType is JsonTokenType.StartArray ? [.. counted, new("", -1, IsList: true)] : counted;
        }
    }

    // A value directly inside a list is the list's next item.
    private static List<Step> Counted(List<Step> steps, int depth)
    {
        var here = steps.Take(depth + 1).ToList();
        if (here.Count > 0 && here[^1].IsList) here[^1] = here[^1] with { Index = here[^1].Index + 1 };
        return here;
    }

    private static long Offset(byte[] bytes, long line)
    {
        long at = 0;
        for (; line > 0 && at < bytes.Length; at++)
            if (bytes[at] == '\n') line--;
        return at;
    }

    private sealed record Step(string Name, int Index, bool IsList = false);
}
