namespace MinatoTracker.EventLog.Postgres;

/// <summary>Tries work again that may go through the next time: so often and so long, and no more, because somebody waits for the answer.</summary>
internal static class Retrying
{
    public const int Tries = 5;

    // Counted from the first failure: one try against a server that hangs may take half a minute by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="work">Safe to repeat, even when it went through and only its answer was lost.</param>
    /// <exception cref="EventLogUnavailableException">The bound is reached.</exception>
    public static async Task<T> Run<T>(Func<Task<T>> work, TimeProvider time, CancellationToken cancellation = default)
    {
        long? firstFailure = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (attempt < Tries && MayPass(failure) && Elapsed() < Patience)
            {
                var shortest = 10 << attempt;
                await Task.Delay(TimeSpan.FromMilliseconds(shortest + Random.Shared.Next(shortest)), TimeProvider.System, cancellation);
            }
            catch (Exception failure) when (Failures.GaveWay(failure) || Failures.MeansUnavailable(failure))
            {
                throw Failures.Unavailable(failure);
            }
        }

        TimeSpan Elapsed() => time.GetElapsedTime(firstFailure ??= time.GetTimestamp());
    }

    private static bool MayPass(Exception failure) => Failures.MeansTryAgain(failure) || Failures.MeansUnavailable(failure);
}
