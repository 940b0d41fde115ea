namespace MinatoTracker.Domain.Targets;

/// <summary>What was reached (実績値). One of <see cref="Value"/> and <see cref="Achieved"/> is enough.</summary>
public sealed record Actual
{
    /// <summary>In the target's unit.</summary>
    public decimal? Value { get; init; }

    /// <summary>For targets without a number: done or not.</summary>
    public bool? Achieved { get; init; }

    public string? Note { get; init; }
}

/// <summary>An actual held against a target.</summary>
public enum Evaluation
{
    Met,
    NotMet,

    /// <summary>There is no actual yet.</summary>
    NotMeasured,

    /// <summary>There is one, but it does not answer what the target asks.</summary>
    NotComparable,
}
