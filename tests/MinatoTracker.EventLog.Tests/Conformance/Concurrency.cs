using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Conformance;

public abstract partial class EventLogConformance
{
    [Fact]
    public async Task Of_two_commands_that_build_on_one_version_exactly_one_wins()
    {
        await Log.Append("a", ExpectedVersion.MustBeNew, Some.Event());

        var racers = await Race(2, () => Log.Append("a", ExpectedVersion.Exactly(1), Some.Event()));

        racers.Count(result => result is null).ShouldBe(1);
        var conflict = racers.OfType<ConcurrencyConflictException>().ShouldHaveSingleItem();
        conflict.Stream.ShouldBe("a");
        conflict.Expected.ShouldBe(1);
        conflict.Actual.ShouldBe(2);
        (await Log.Read("a")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_commands_that_want_a_stream_to_be_new_exactly_one_wins()
    {
        var racers = await Race(20, () => Log.Append("a", ExpectedVersion.MustBeNew, Some.Event()));

        racers.Count(result => result is null).ShouldBe(1);
        racers.OfType<ConcurrencyConflictException>().Count().ShouldBe(19);
        (await Log.Read("a")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Commands_that_take_any_version_all_go_through()
    {
        var racers = await Race(20, () => Log.Append("a", ExpectedVersion.Any, Some.Event()));

        racers.ShouldAllBe(result => result == null);
        (await Log.Read("a")).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 20).Select(v => (long)v));
    }

    [Fact]
    public async Task A_stale_version_is_told_with_the_present_one()
    {
        await Log.Append("a", ExpectedVersion.MustBeNew, Some.Events(3));

        var conflict = await Should.ThrowAsync<ConcurrencyConflictException>(() => Log.Append("a", ExpectedVersion.Exactly(1), Some.Event()));

        conflict.Actual.ShouldBe(3);
    }

    [Fact]
    public async Task A_version_that_the_stream_never_reached_is_a_conflict()
    {
        var conflict = await Should.ThrowAsync<ConcurrencyConflictException>(() => Log.Append("a", ExpectedVersion.Exactly(7), Some.Event()));

        conflict.Actual.ShouldBe(0);
    }

    private static async Task<Exception?[]> Race(int racers, Func<Task> run)
    {
        using var start = new Barrier(racers);
        return await Task.WhenAll(Enumerable.Range(0, racers).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait();
                try
                {
                    await run();
                    return (Exception?)null;
                }
                catch (ConcurrencyConflictException conflict)
                {
                    return conflict;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
