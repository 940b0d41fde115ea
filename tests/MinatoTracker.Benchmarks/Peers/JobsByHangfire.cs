using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using MinatoTracker.Benchmarks.Works;
using MinatoTracker.CritterStack.Jobs;
using MinatoTracker.Service.Hosting;
using Npgsql;

namespace MinatoTracker.Benchmarks.Peers;

/// <summary>
/// A morning's reminders as jobs of Hangfire's, one a person, by eight workers: each job marks its reminder, as the floor does. Enqueuing
/// them does not count.
/// </summary>
internal static class JobsByHangfire
{
    private const int Workers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<double> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var people = cluster.IsQuick ? 500 : 4_000;
        await using var office = await ReminderOffice.Open(cluster, people: 1, cancellation);
        var settings = office.Get<TrackerSettings>();
        await HangfireStorage.Prepare(settings, cancellation);
        var storage = HangfireStorage.Open(settings);
        await using var source = NpgsqlDataSource.Create(settings.Postgres!);

        var medians = await Rounds.Medians(cluster.IsQuick ? 1 : 3, async () =>
        {
            await office.Execute(
                $"""
                delete from minato.reminder_turns where tenant_id = 'floor';
                insert into minato.reminder_turns (tenant_id, person, turn_at)
                select 'floor', 'p-' || n, '2020-09-01' from generate_series(1, {people}) n
                """, cancellation);
            var client = new BackgroundJobClient(storage);
            foreach (var n in Enumerable.Range(1, people)) client.Create(Job.FromExpression<Marker>(marker => marker.Mark($"p-{n}")), new EnqueuedState());
            await office.Settle(cancellation);

            var marker = new Marker(source, people);
            using var server = new BackgroundJobServer(new() { WorkerCount = Workers, Activator = new Only(marker) }, storage);
            await marker.Begun.WaitAsync(Patience, cancellation);
            return await Rounds.Rate(people, () => marker.Done.WaitAsync(Patience, cancellation));
        });
        return medians[0];
    }

    /// <summary>The job.</summary>
    public sealed class Marker(NpgsqlDataSource source, int expected)
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int marked;

        public Task Begun => begun.Task;

        public Task Done => done.Task;

        public async Task Mark(string person)
        {
            begun.TrySetResult();
            await using var mark = source.CreateCommand(
                "update minato.reminder_turns set turn_at = 'infinity', claimed_until = null, claimed_by = null where tenant_id = 'floor' and person = $1");
            mark.Parameters.Add(new NpgsqlParameter<string> { TypedValue = person });
            await mark.ExecuteNonQueryAsync();
            if (Interlocked.Increment(ref marked) == expected) done.SetResult();
        }
    }

    private sealed class Only(Marker marker) : JobActivator
    {
        public override object ActivateJob(Type jobType) => marker;
    }
}
