using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Comparing;

/// <summary>What differs between a plan at two points in time, and the events that made each difference.</summary>
/// <param name="Changes">In the order of the codes; rows that are alike are left out.</param>
public sealed record PlanDiff(string Plan, PointInTime From, PointInTime To, ValueList<RowChange> Changes)
{
    /// <param name="before">Null where the plan did not stand yet: then every row of the other side is added.</param>
    /// <param name="after">Null where the plan does not stand.</param>
    public static PlanDiff Between(string plan, PointInTime from, PlanSnapshot? before, PointInTime to, PlanSnapshot? after)
    {
        var causes = new ChangeCauses(plan, before?.InForce ?? [], after?.InForce ?? []);
        var (old, @new) = (Rows(before), Rows(after));
        var changes = old.Keys.Union(@new.Keys, StringComparer.Ordinal)
            .Order(Domain.Plans.CodeOrder.Instance)
            .Select(code => Change(code, old.GetValueOrDefault(code), @new.GetValueOrDefault(code), causes))
            .OfType<RowChange>();
        return new(plan, from, to, changes.ToValueList());
    }

    private static Dictionary<string, InitiativeView> Rows(PlanSnapshot? plan) =>
        plan?.View.AllInitiatives().ToDictionary(row => row.Code, StringComparer.Ordinal) ?? [];

    private static RowChange? Change(string code, InitiativeView? before, InitiativeView? after, ChangeCauses causes)
    {
        if (before is null) return new(code, after!.Title, RowChangeKind.Added, [], causes.OfRow(code));
        if (after is null) return new(code, before.Title, RowChangeKind.Removed, [], causes.OfRow(code));
        // A repeated listing shows another row's figures: what changed there is told there, once.
        if (after.RepeatedFrom is not null && before.RepeatedFrom == after.RepeatedFrom && before.Title == after.Title) return null;
        var (old, @new) = (FieldsOf.Row(before), FieldsOf.Row(after));
        var fields = old.Keys.Union(@new.Keys, StringComparer.Ordinal)
            .Select(field => (field, before: Value(old, field), after: Value(@new, field)))
            .Where(pair => !Same(pair.before, pair.after))
            .Select(pair => new FieldChange(pair.field, pair.before, pair.after, causes.OfField(code, pair.field)))
            .ToValueList();
        return fields.Count == 0 ? null : new(code, after.Title, RowChangeKind.Changed, fields, []);
    }

    private static JsonElement? Value(Dictionary<string, JsonElement> fields, string field) =>
        fields.TryGetValue(field, out var value) ? value : null;

    private static bool Same(JsonElement? one, JsonElement? other) =>
        one is { } left && other is { } right ? JsonElement.DeepEquals(left, right) : one is null && other is null;
}

public enum RowChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Events">What added or removed the row; for a changed row each field tells its own.</param>
public sealed record RowChange(string Code, string Title, RowChangeKind Kind, ValueList<FieldChange> Fields, ValueList<EventItem> Events);

/// <param name="Field">As the API names it: <c>narrative</c>, <c>indicators.1.target</c>.</param>
/// <param name="Before">Null for none.</param>
/// <param name="After">Null for none.</param>
public sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After, ValueList<EventItem> Events);

/// <summary>A row taken apart into the fields that a diff tells of.</summary>
internal static class FieldsOf
{
    public static Dictionary<string, JsonElement> Row(InitiativeView row)
    {
        Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
        foreach (var property in JsonSerializer.SerializeToElement(row, JsonShapes.Options).EnumerateObject())
        {
            if (property.Name is "code") continue;
            if (property.Name is not "indicators") fields.Add(property.Name, property.Value);
            else foreach (var indicator in property.Value.EnumerateArray()) AddIndicator(fields, indicator);
        }

        return fields;
    }

    private static void AddIndicator(Dictionary<string, JsonElement> fields, JsonElement indicator)
    {
        var id = indicator.GetProperty("id").GetString();
        foreach (var property in indicator.EnumerateObject())
        {
            // The target says what the revision made of it; the revision itself is among the events.
            if (property.Name is not ("id" or "revision" or "revised")) fields.Add($"indicators.{id}.{property.Name}", property.Value);
        }
    }
}
