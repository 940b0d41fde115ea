using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Tests.Reminders;
using MinatoTracker.Service.Tests.Site;

namespace MinatoTracker.Service.Tests.Jobs;

/// <summary>Runs and their record, on a real database, without a scheduler.</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private readonly Counter counter = new();
    private readonly Gate gate = new();
    private ReminderWorld world = null!;

    public async ValueTask InitializeAsync() => world = await ReminderWorld.Create();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_run_is_recorded_with_what_it_said_and_who_asked()
    {
        await Run(Node(), "counts", by: world.Haruka.Id);

        var run = (await Job("counts")).Last.ShouldNotBeNull();
        run.ShouldSatisfyAllConditions(
            () => run.Result.ShouldBe(JobResult.Succeeded),
            () => run.Says.ShouldBe("送信1通、見送り0件、失敗0通。"),
            () => run.AskedBy.ShouldBe("港 はるか"),
            () => run.StartedAt.ShouldBe(world.Time.GetUtcNow()),
            () => run.EndedAt.ShouldBe(world.Time.GetUtcNow()));
    }

    [Fact]
    public async Task A_job_that_throws_is_shown_as_failed_and_runs_again()
    {
        var node = Node();
        (await Run(node, "stumbles")).Result.ShouldBe(JobResult.Failed);
        (await Job("stumbles")).Last!.Error.ShouldBe("InvalidOperationException: stumbled");

        (await Run(node, "stumbles")).Result.ShouldBe(JobResult.Succeeded);
        (await Job("stumbles")).Last!.Result.ShouldBe(JobResult.Succeeded);
    }

    [Fact]
    public async Task Whoever_runs_a_job_is_alone_with_it()
    {
        var (first, second) = (Node(), Node());
        var running = Run(first, "waits");
        await gate.Begun.Task;
        (await Job("waits")).Last!.Result.ShouldBeNull("it is running");

        (await Run(second, "waits")).Note.Text.ShouldBe("IsRunning");

        gate.LetGo.SetResult();
        (await running).Result.ShouldBe(JobResult.Succeeded);
        (await Run(second, "waits")).Result.ShouldBe(JobResult.Succeeded);
    }

    [Fact]
    public async Task A_stopping_process_postpones_what_it_runs()
    {
        using var stop = new CancellationTokenSource();
        var running = Node().GetRequiredService<JobRunner>().Run("waits", cancellation: stop.Token);
        await gate.Begun.Task;

        await stop.CancelAsync();

        (await running).Note.Text.ShouldBe("Interrupted");
        (await Job("waits")).Last!.Result.ShouldBe(JobResult.Postponed);
    }

    [Fact]
    public async Task A_run_of_a_process_that_died_is_shown_as_broken_off_when_the_job_comes_again()
    {
        // Its connection, and with it its turn, is gone; the record says that it is running.
        await using (await Node().GetRequiredService<JobRuns>().Begin("counts", null, default)) { }
        world.Time.Advance(TimeSpan.FromMinutes(1));

        await Run(Node(), "counts");

        var recent = (await Speaking.In("ja", _ => Queries(Node()).All())).Recent;
        recent.Select(run => run.Result).ShouldBe([JobResult.Succeeded, JobResult.Failed]);
        recent[1].Says.ShouldContain("最後まで終わりませんでした");
    }

    [Fact]
    public async Task Clean_up_takes_away_old_records_and_keeps_the_last_of_each_job()
    {
        var node = Node();
        await Run(node, "stumbles");
        await Run(node, "counts");
        await Run(node, "counts");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await Run(node, "counts");
        world.Time.Advance(TimeSpan.FromDays(91));

        (await Run(node, "clean-up")).Note.Values.ShouldBe(["0", "2", "0"]);

        var left = (await Queries(node).All()).Recent.Select(run => run.Job);
        left.ShouldBe(["clean-up", "counts", "stumbles"]);
    }

    private IServiceProvider Node() => world.NewNode(services =>
    {
        services.AddSingleton(counter).AddSingleton(gate).AddJobs(jobs =>
        {
            jobs.Daily<CountingJob>("counts", new(3, 0));
            jobs.Daily<StumblingJob>("stumbles", new(3, 0));
            jobs.Daily<WaitingJob>("waits", new(3, 0));
        });
    });

    private static Task<JobOutcome> Run(IServiceProvider node, string job, string? by = null) => node.GetRequiredService<JobRunner>().Run(job, by);

    private static JobQueries Queries(IServiceProvider node) => node.GetRequiredService<JobQueries>();

    private async Task<JobView> Job(string name) => (await Speaking.In("ja", _ => Queries(Node()).All())).Jobs.Single(job => job.Name == name);
}
