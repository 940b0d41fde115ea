using System.Text.Json;
using Microsoft.Extensions.Localization;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Comparing;

/// <summary>The fields and values of a diff in the words of the language that is spoken at the moment.</summary>
public sealed class ChangeWords(IStringLocalizer<ComparingTexts> texts, Words words)
{
    private const string OfIndicator = "indicators.";

    /// <summary>Whether the values are the plan's own Japanese.</summary>
    public static bool IsAsPublished(string field) =>
        Kind(field) is "title" or "owningSection" or "narrative" or "withdrawn" or "activityRecords" or "name" or "rationale";

    /// <param name="row">Names the indicator that the field belongs to.</param>
    public string NameOf(string field, InitiativeView? row)
    {
        var name = texts[$"Field.{Kind(field)}"];
        return Indicator(field, row) is { } indicator ? texts["OfIndicator", indicator.Name, name] : name;
    }

    /// <returns>Null for none.</returns>
    public string? Text(string field, JsonElement? value, InitiativeView? row) => value is not { ValueKind: not JsonValueKind.Null } there ? null : Kind(field) switch
    {
        "attainmentOutlook" => words.Of(Read<AttainmentOutlook>(there)),
        "progressStatus" => words.Of(Read<ProgressStatus>(there)),
        "evaluation" or "evaluationAgainstOriginal" => words.Of(Read<Evaluation>(there)),
        "kind" => words.Of(Read<IndicatorKind>(there)),
        "target" or "originalTarget" => words.Shown(Read<Target>(there)),
        "actual" => words.Describe(Read<Actual>(there), Indicator(field, row)?.Target.Unit),
        "actualDate" => words.Day(Read<DateOnly>(there)),
        "activityRecords" => Lines(Read<string[]>(there)),
        "warnings" => Lines(Read<Warning[]>(there).Select(words.Of)),
        _ => there.ToString(),
    };

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;

    private static T Read<T>(JsonElement value) => value.Deserialize<T>(JsonShapes.Options)!;

    // indicators.1.target is a target.
    private static string Kind(string field) => field[(field.LastIndexOf('.') + 1)..];

    private static IndicatorView? Indicator(string field, InitiativeView? row) => field.StartsWith(OfIndicator, StringComparison.Ordinal)
        ? row?.Indicators.FirstOrDefault(indicator => indicator.Id == field[OfIndicator.Length..field.LastIndexOf('.')])
        : null;
}
