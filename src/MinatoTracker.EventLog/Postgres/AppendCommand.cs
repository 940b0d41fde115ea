using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Commits a tenant's batches of appends, one at a time, and tries again what may go through the next time.</summary>
internal sealed class AppendCommand(IAppendWriter writer, string tenant, TimeProvider time, CommitNotifier notifier)
{
    public async Task Commit(IReadOnlyList<PendingAppend> batch)
    {
        try
        {
            // A lost connection leaves open whether the commit went through. The events keep their ids, so trying again finds them if it did.
            await Retrying.Run(() => Once(batch), time);
        }
        catch (Exception failure) when (batch.Count > 1 && failure is PostgresException or UnfitEventException)
        {
            // One command's bad data must not fail its neighbours.
            foreach (var append in batch) await CommitAlone(append);
        }
        catch (PostgresException failure) when (failure.SqlState == Failures.UnknownTenant)
        {
            throw new UnknownTenantException(tenant);
        }
        catch (PostgresException failure) when (Failures.MeansTryAgain(failure))
        {
            // A number that others took each time.
            throw Failures.Unavailable(failure);
        }
        catch (PostgresException failure) when (Failures.MeansUnfit(failure))
        {
            throw new UnfitEventException(failure.MessageText, failure);
        }
    }

    private async Task CommitAlone(PendingAppend append)
    {
        try
        {
            await Commit([append]);
        }
        catch (Exception failure)
        {
            append.Fail(failure);
        }
    }

    private async Task<int> Once(IReadOnlyList<PendingAppend> batch)
    {
        var answer = await writer.Write(batch);
        // Answers go out only here, after the commit.
        if (answer.Outcomes?.Contains("appended") ?? true) notifier.Committed(tenant);
        var place = 0;
        foreach (var append in batch)
        {
            Answer(append, answer.RecordedAt, answer.Versions.AsSpan(place, append.Appends.Count), answer.Outcomes?[place]);
            place += append.Appends.Count;
        }

        return place;
    }

    /// <param name="versions">Of the command's streams, before the append.</param>
    /// <param name="outcome">Of the whole command: its streams share it. Null where it was appended.</param>
    private static void Answer(PendingAppend append, DateTimeOffset recordedAt, ReadOnlySpan<long> versions, string? outcome)
    {
        if (outcome == "conflict")
        {
            append.Fail(Conflict(append.Appends, versions));
            return;
        }

        var repeated = outcome == "repeated";
        var after = new Dictionary<string, long>(versions.Length, StringComparer.Ordinal);
        for (var i = 0; i < versions.Length; i++)
            after.Add(append.Appends[i].Stream, repeated ? versions[i] : versions[i] + append.Appends[i].Events.Count);
        append.Complete(new(after, recordedAt, repeated));
    }

    private static ConcurrencyConflictException Conflict(IReadOnlyList<StreamAppend> appends, ReadOnlySpan<long> versions)
    {
        var culprit = 0;
        for (var i = versions.Length - 1; i >= 0; i--)
            if (appends[i].Expected.Value != versions[i]) culprit = i;
        return new(appends[culprit].Stream, appends[culprit].Expected.Value, versions[culprit]);
    }
}
