using Npgsql;

namespace MinatoTracker.EventLog.Postgres;

/// <summary>Commits batches of appends, and tries again what may go through the next time.</summary>
internal sealed class AppendCommand(NpgsqlDataSource writer, TimeProvider time, CommitNotifier notifier)
{
    private const int Tries = 5;

    public async Task Commit(string tenant, IReadOnlyList<PendingAppend> batch)
    {
        try
        {
            await WithRetries(tenant, batch);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            // One command's bad data must not fail its neighbours.
            foreach (var append in batch) await CommitAlone(tenant, append);
        }
        catch (PostgresException failure) when (failure.SqlState == Failures.UnknownTenant)
        {
            throw new UnknownTenantException(tenant);
        }
    }

    private async Task CommitAlone(string tenant, PendingAppend append)
    {
        try
        {
            await Commit(tenant, [append]);
        }
        catch (Exception failure)
        {
            append.Fail(failure);
        }
    }

    // A lost connection leaves open whether the commit went through. The events keep their ids, so trying again finds them if it did.
    private async Task WithRetries(string tenant, IReadOnlyList<PendingAppend> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Once(tenant, batch);
                return;
            }
            catch (Exception failure) when (attempt < Tries && (Failures.MeansTryAgain(failure) || Failures.MeansUnavailable(failure)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds((10 << attempt) + Random.Shared.Next(10 << attempt)), TimeProvider.System);
            }
            catch (Exception failure) when (Failures.MeansUnavailable(failure))
            {
                throw Failures.Unavailable(failure);
            }
        }
    }

    private async Task Once(string tenant, IReadOnlyList<PendingAppend> batch)
    {
        await using var command = writer.CreateCommand(Sql.Text(typeof(AppendCommand).Assembly, "Queries/append.sql"));
        new AppendArrays(batch).AddParameters(command.Parameters, tenant, time.GetUtcNow());
        List<Outcome> outcomes = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) outcomes.Add(Outcome.From(reader));
        }

        // Answers go out only here, after the commit: the command's own transaction ends with the reader.
        if (outcomes.Any(outcome => outcome.Kind == "appended")) notifier.Committed(tenant);
        foreach (var streams in outcomes.GroupBy(outcome => outcome.Command)) Answer(batch[streams.Key], [.. streams]);
    }

    private static void Answer(PendingAppend append, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Any(outcome => outcome.Kind == "conflict"))
        {
            append.Fail(Conflict(append, outcomes));
            return;
        }

        append.Complete(new(
            outcomes.ToDictionary(outcome => outcome.Stream, outcome => outcome.Version),
            outcomes[0].RecordedAt,
            Repeated: outcomes[0].Kind == "repeated"));
    }

    private static ConcurrencyConflictException Conflict(PendingAppend append, IReadOnlyList<Outcome> outcomes)
    {
        var expected = append.Appends.ToDictionary(a => a.Stream, a => a.Expected.Value);
        var culprit = outcomes.FirstOrDefault(outcome => expected[outcome.Stream] != outcome.Version) ?? outcomes[0];
        return new(culprit.Stream, expected[culprit.Stream], culprit.Version);
    }

    private sealed record Outcome(int Command, string Stream, string Kind, long Version, DateTimeOffset RecordedAt)
    {
        public static Outcome From(NpgsqlDataReader reader) => new(
            reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(5));
    }
}
