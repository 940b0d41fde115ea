using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MinatoTracker.Service.Documents.PublishedReview;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Documents;

/// <summary>A file that holds a plan: the exchange format (JSON) or the text of a published review. What it holds decides, not its name.</summary>
public static class PlanDocumentFile
{
    // A misspelt property would be lost without a word, and a missing one would read as nothing.
    private static readonly JsonSerializerOptions Strict = new(JsonShapes.Indented)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatMayNotBeNull } },
    };

    /// <summary>The plan in the file, whole; or what is wrong with it. Never throws for what the text says.</summary>
    public static ReadResult Read(string text)
    {
        var content = text.TrimStart('\uFEFF');
        return content.AsSpan().TrimStart() is ['{' or '[', ..] ? ReadJson(content) : PublishedReviewReader.Read(content);
    }

    /// <summary>The plan in the exchange format; <see cref="Read"/> gives an equal one back.</summary>
    public static string Write(PlanDocument document) => JsonSerializer.Serialize(document, JsonShapes.Indented) + "\n";

    private static ReadResult ReadJson(string text)
    {
        try
        {
            if (UnknownFormat(text) is { } problem) return problem;
            var document = JsonSerializer.Deserialize<PlanDocument>(text, Strict)!;
            return PlanDocumentChecks.FirstProblem(document) is { } wrong
                ? ReadResult.Failed(wrong.Code, path: wrong.Path, detail: wrong.Detail)
                : ReadResult.Of(document);
        }
        catch (JsonException e)
        {
            return ReadResult.Failed(ReadProblemCode.WrongShape, Line(e), JsonPlaces.PathAt(text, e), e.Message);
        }
    }

    /// <summary>Looks at the format first: what else is wrong with a file of another version is of no interest.</summary>
    private static ReadResult? UnknownFormat(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind is not JsonValueKind.Object || !json.RootElement.TryGetProperty("format", out var format))
                return ReadResult.Failed(ReadProblemCode.UnsupportedFormat, path: "$.format");
            return format.ValueKind is JsonValueKind.String && format.GetString() == PlanDocument.CurrentFormat
                ? null
                : ReadResult.Failed(ReadProblemCode.UnsupportedFormat, path: "$.format", detail: format.ToString());
        }
        catch (JsonException e)
        {
            return ReadResult.Failed(ReadProblemCode.MalformedJson, Line(e), JsonPlaces.PathAt(text, e), e.Message);
        }
    }

    private static int? Line(JsonException e) => (int?)e.LineNumber + 1;

    private static void RequireWhatMayNotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is not { HasDefaultValue: false } parameter) continue;
            var optional = parameter.IsNullable || Nullable.GetUnderlyingType(parameter.ParameterType) is not null;
            if (!optional) property.IsRequired = true;
        }
    }
}
