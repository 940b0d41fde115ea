using System.Globalization;

namespace MinatoTracker.Domain.Plans;

/// <summary>Orders codes by their numbers: 1-2 before 1-10, and reform-plan rows last.</summary>
public sealed class CodeOrder : IComparer<string>
{
    public static CodeOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parts(x), Parts(y));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i].CompareTo(right[i]) is not 0 and var order) return order;
        }

        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    private static int[] Parts(string? code) =>
        [.. (code ?? "").Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)];
}
