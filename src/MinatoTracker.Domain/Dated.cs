namespace MinatoTracker.Domain;

/// <summary>A value and the day from which it holds.</summary>
public readonly record struct Dated<T>(T Value, DateOnly From);

public static class Dated
{
    /// <summary>
    /// The value that holds in the end: the one with the later effective date, and of two with the same date the one recorded last.
    /// Folding with it gives the same state whatever order backdated events arrive in.
    /// </summary>
    public static Dated<T> Then<T>(this Dated<T>? current, T value, DateOnly from) =>
        current is { } standing && standing.From > from ? standing : new(value, from);
}
