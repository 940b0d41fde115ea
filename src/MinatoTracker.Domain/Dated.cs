namespace MinatoTracker.Domain;

/// <summary>A value and the day from which it holds, with what held on earlier days.</summary>
/// <remarks>
/// What held earlier is part of equality (by reference): immutable dictionaries keep the old value where the new one equals it,
/// and would lose a backdated one.
/// </remarks>
public readonly record struct Dated<T>(T Value, DateOnly From)
{
    private Link? Before { get; init; }

    internal Dated<T>? Earlier => Before?.Held;

    internal Dated<T> After(Dated<T>? earlier) => this with { Before = earlier is { } held ? new(held) : null };

    // A struct can't hold one of its own kind.
    private sealed class Link(Dated<T> held)
    {
        public Dated<T> Held { get; } = held;
    }
}

public static class Dated
{
    /// <summary>
    /// The value that holds in the end: the one with the later effective date, and of two with the same date the one recorded last.
    /// Folding with it gives the same state whatever order backdated events arrive in.
    /// </summary>
    public static Dated<T> Then<T>(this Dated<T>? current, T value, DateOnly from)
    {
        Stack<Dated<T>>? later = null;
        while (current is { } standing && standing.From >= from)
        {
            if (standing.From > from) (later ??= new()).Push(standing);
            current = standing.Earlier;
        }

        var result = new Dated<T>(value, from).After(current);
        while (later is not null && later.TryPop(out var next)) result = next.After(result);
        return result;
    }

    /// <summary>
    /// The value that holds on a day, by all that is recorded so far. A command about an earlier day is decided by it:
    /// against the latest value, it would never be seen to stand already, and repeating it would record it again.
    /// </summary>
    public static Dated<T>? On<T>(this Dated<T>? current, DateOnly day)
    {
        while (current is { } standing && standing.From > day) current = standing.Earlier;
        return current;
    }
}
