using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.CritterStack.Log;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Tests.Reminders;
using Npgsql;

namespace MinatoTracker.Service.Tests.CritterStack.Commands;

/// <summary>Commands as Wolverine's handlers take them: what the sender gets, and what the log gets, is what the other bus would give.</summary>
public sealed class WolverineBusTests : IAsyncLifetime
{
    private static readonly StreamOf<Initiative> Training = Streams.Initiative(ReminderWorld.Plan, "1-1-1");
    private ReminderWorld world = null!;
    private IServiceProvider node = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ReminderWorld.Create();
        node = world.NewNode(services => services.AddWolverineBus());
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_command_is_decided_and_recorded_and_shown_at_once()
    {
        var before = await Version();

        var outcome = await Send(Activity("a-1", "訓練を行った。"));

        outcome.Decision.Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityRecorded>();
        outcome.Version.ShouldBe(before + 1);
        outcome.RecordedAt.ShouldBe(world.Time.GetUtcNow());
        (await Version()).ShouldBe(before + 1);
        var plan = await node.GetRequiredService<PlanQueries>().Plan(ReminderWorld.Plan, new(world.Settings.Today(world.Time)));
        plan!.Issues.SelectMany(issue => issue.Strategies).SelectMany(strategy => strategy.Initiatives).Single(row => row.Code == "1-1-1")
            .ActivityRecords.ShouldHaveSingleItem().ShouldBe("訓練を行った。");
    }

    [Fact]
    public async Task The_same_again_finds_nothing_to_record()
    {
        var first = await Send(Activity("a-1", "訓練を行った。"));

        var again = await Send(Activity("a-1", "訓練を行った。"));

        again.ShouldSatisfyAllConditions(
            () => again.Decision.Events.ShouldBeEmpty(), () => again.RecordedAt.ShouldBeNull(), () => again.Version.ShouldBe(first.Version));
    }

    [Fact]
    public async Task Both_buses_answer_alike()
    {
        var other = world.Node.GetRequiredService<ICommandBus>().ShouldBeOfType<InProcessBus>();
        ValueList<Refusal> misread = [new("text", RefusalCode.NotAChoice)];
        foreach (var message in new[] { Activity("a-1", ""), Activity("a-2", "訓練を行った。") with { Misread = misread } })
            (await Send(message)).ShouldBe(await other.Send(message, Training));
    }

    [Fact]
    public async Task Who_saw_an_older_version_is_told_and_nothing_is_recorded()
    {
        var seen = await Version();
        await Send(Activity("a-1", "訓練を行った。"));

        var conflict = await Should.ThrowAsync<ConcurrencyConflictException>(() => Send(Activity("a-2", "もう一度行った。") with { Expected = seen }));

        (conflict.Stream, conflict.Expected, conflict.Actual).ShouldBe((Training.Key, seen, seen + 1));
        (await Version()).ShouldBe(seen + 1);
    }

    [Fact]
    public async Task Many_at_once_on_one_stream_are_all_recorded_one_after_the_other()
    {
        var before = await Version();
        var second = world.NewNode(services => services.AddWolverineBus());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Retried(i % 2 == 0 ? node : second, Activity($"a-{i}", $"{i}回目"))));

        outcomes.Select(outcome => outcome.Version).ShouldBe(Enumerable.Range(1, 8).Select(i => before + i), ignoreOrder: true);
        (await Version()).ShouldBe(before + 8);
    }

    [Fact]
    public async Task A_stream_begins_with_its_first_command()
    {
        var stream = Streams.Initiative(ReminderWorld.Plan, "9-9-9");

        var outcome = await Bus(node).Send(
            new Sent<RegisterInitiative>(stream.Key, new(Says, "新しい取組", ReminderWorld.Community, []), "test", Says.EffectiveDate), stream);

        outcome.Version.ShouldBe(outcome.Decision.Events.Count);
        (await world.Node.GetRequiredService<Tracker>().Load(stream)).State.Title!.Value.Value.ShouldBe("新しい取組");
    }

    [Fact]
    public async Task The_rows_tell_not_which_bus_wrote_them()
    {
        await world.Node.GetRequiredService<ICommandBus>().Send(Activity("a-1", "一回目"), Training);
        await Send(Activity("a-2", "二回目"));
        await A_stream_begins_with_its_first_command();

        var rows = await Rows("""
            select concat_ws('|', type, mt_dotnet_type, user_name, coalesce(correlation_id, '-'), coalesce(causation_id, '-'), headers, is_archived, timestamp)
            from minato.mt_events where stream_id = 'initiative/minato-2020/1-1-1' order by version desc limit 2
            """);
        rows[0].ShouldBe(rows[1]);
        (await Rows("select distinct coalesce(type, '-') from minato.mt_streams where version > 0")).ShouldBe(["-"]);
        (await Rows("select id from minato.mt_streams where version = 0")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_decision_has_a_state_that_Marten_folds()
    {
        var folds = new StateFolds(PolicySettings.Standard);
        foreach (var state in Decisions.All.Select(decision => decision.State).Distinct())
            typeof(StateFolds).GetMethod(nameof(StateFolds.Initial))!.MakeGenericMethod(state).Invoke(folds, []).ShouldBeOfType(state);
    }

    private Provenance Says => new("test", world.Settings.Today(world.Time));

    private Sent<RecordActivity> Activity(string id, string text) =>
        new(Training.Key, new RecordActivity(Says, id, text), "test", Says.EffectiveDate);

    private Task<Outcome> Send(Sent<RecordActivity> message) => Bus(node).Send(message, Training);

    /// <summary>As often as it takes: who is overtaken again and again gives up in time, on either bus.</summary>
    private static async Task<Outcome> Retried(IServiceProvider node, Sent<RecordActivity> message)
    {
        while (true)
        {
            try
            {
                return await Bus(node).Send(message, Training);
            }
            catch (ConcurrencyConflictException)
            {
            }
        }
    }

    private static WolverineBus Bus(IServiceProvider node) => node.GetServices<ICommandBus>().OfType<WolverineBus>().Single();

    private async Task<long> Version() => (await world.Node.GetRequiredService<Tracker>().Load(Training)).Version;

    private async Task<List<string>> Rows(string sql)
    {
        await using var source = NpgsqlDataSource.Create(world.Settings.Postgres!);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
