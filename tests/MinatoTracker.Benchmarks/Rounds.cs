using System.Diagnostics;

namespace MinatoTracker.Benchmarks;

/// <summary>Runs works in turn, so that what else the machine does hits all of them alike, and answers the median of each.</summary>
public static class Rounds
{
    /// <param name="works">Each does its part once and answers what it reached.</param>
    public static Task<double[]> Medians(int rounds, params Func<Task<double>>[] works) => Medians(Math.Max(1, rounds / 3), rounds, works);

    /// <param name="warmUps">Rounds that compile, compile again what is used much, fill caches and plan; they do not count.</param>
    /// <param name="works">Each does its part once and answers what it reached.</param>
    public static async Task<double[]> Medians(int warmUps, int rounds, params Func<Task<double>>[] works)
    {
        for (var warmUp = 0; warmUp < warmUps; warmUp++)
            foreach (var work in works) await work();

        var reached = works.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // To and fro: whoever went last goes first, so that none always runs in another's wake.
            foreach (var i in round % 2 == 0 ? Enumerable.Range(0, works.Length) : Enumerable.Range(0, works.Length).Reverse())
                reached[i].Add(await works[i]());
        }

        return [.. reached.Select(Median)];
    }

    /// <summary>How many a second.</summary>
    public static async Task<double> Rate(int count, Func<Task> work) => 1000 * count / await Milliseconds(work);

    public static async Task<double> Milliseconds(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
