using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Targets;

/// <summary>A target from the fields of a form or of a request.</summary>
public static class TargetFields
{
    /// <summary>
    /// <c>target</c> is the criterion as people write it (8.8%以上). Where the operator is given too
    /// (<c>targetOperator</c>, <c>targetValue</c>, <c>targetUpperValue</c>, <c>targetUnit</c>, <c>targetDueDate</c>) that is what counts.
    /// </summary>
    public static Target Read(Fields fields)
    {
        var text = fields.Text("target") ?? "";
        if (fields.Text("targetOperator") is null) return TargetReading.Read(text).Target with { Text = text };
        var due = fields.Text("targetDueDate") is null ? (DateOnly?)null : fields.Date("targetDueDate", default);
        return new()
        {
            Text = text,
            Operator = fields.Choice<TargetOperator>("targetOperator") ?? TargetOperator.Qualitative,
            Value = fields.Number("targetValue"),
            UpperValue = fields.Number("targetUpperValue"),
            Unit = fields.Text("targetUnit"),
            DueDate = due,
        };
    }
}
