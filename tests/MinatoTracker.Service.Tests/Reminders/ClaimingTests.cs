using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Reminders;
using Npgsql;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>Who may write to whom, while several processes want to.</summary>
public sealed class ClaimingTests : IAsyncLifetime
{
    private const int People = 300;
    private ReminderWorld world = null!;

    private DateTimeOffset Now => world.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        world = await ReminderWorld.Create();
        // Each has two reminders that have come and one that has not.
        await world.Execute($"""
            insert into minato.planned_reminders
            select 'minato', 'p' || n, 'plan', 'review-' || r, -5, '', 'Section', '2020-09-15',
                timestamptz '2020-08-31 23:30Z' + case r when 3 then interval '1 day' else interval '0' end,
                timestamptz '2020-08-31 23:30Z' + case r when 3 then interval '1 day' else interval '0' end, 0
            from generate_series(1, {People}) n, generate_series(1, 3) r;
            insert into minato.reminder_turns (tenant_id, person, turn_at)
            select tenant_id, person, min(next_at) from minato.planned_reminders group by 1, 2;
            """);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Of_many_who_claim_at_once_each_gets_others_and_together_they_get_all_with_all_that_has_come()
    {
        ConcurrentBag<ClaimedTurn> claimed = [];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            var claims = NewClaims();
            while (await claims.Claim(7, Now, Now.AddMinutes(10), default) is { Count: > 0 } turns)
                foreach (var turn in turns) claimed.Add(turn);
        }));

        claimed.Select(turn => turn.Person).ShouldBeUnique();
        claimed.Count.ShouldBe(People);
        claimed.ShouldAllBe(turn => turn.Reminders.Count == 2);
    }

    [Fact]
    public async Task A_claim_ends_with_its_lease_and_the_next_holder_keeps_the_letters_name()
    {
        var (first, second) = (NewClaims(), NewClaims());
        var turn = (await first.Claim(1, Now, Now.AddMinutes(10), default)).Single();
        await first.Name(new Dictionary<string, string> { [turn.Person] = "plan/review-2/p1/-5/2020-09-15" }, default);
        (await second.Claim(People, Now, Now.AddMinutes(20), default)).ShouldNotContain(other => other.Person == turn.Person);

        world.Time.Advance(TimeSpan.FromMinutes(10));
        var again = (await second.Claim(People, Now, Now.AddMinutes(10), default)).ShouldHaveSingleItem();
        again.ShouldSatisfyAllConditions(
            x => x.Person.ShouldBe(turn.Person), x => x.NamedAfter.ShouldBe("plan/review-2/p1/-5/2020-09-15"));
        (await first.Name(new Dictionary<string, string> { [turn.Person] = "another" }, default)).ShouldBeEmpty("it is not theirs any more");
        await first.GiveBack([new(turn.Person)], default);
        (await NewClaims().Claim(People, Now, Now.AddMinutes(10), default)).ShouldBeEmpty("nor is it theirs to give back");
    }

    [Fact]
    public async Task Given_back_it_is_anybodys_at_once_or_later()
    {
        var claims = NewClaims();
        var turns = await claims.Claim(2, Now, Now.AddMinutes(10), default);
        await claims.GiveBack([new(turns[0].Person), new(turns[1].Person, Until: Now.AddMinutes(3))], default);
        (await NewClaims().Claim(People, Now, Now.AddMinutes(10), default)).Select(turn => turn.Person)
            .ShouldSatisfyAllConditions(free => free.ShouldContain(turns[0].Person), free => free.ShouldNotContain(turns[1].Person));
        world.Time.Advance(TimeSpan.FromMinutes(3));
        (await NewClaims().Claim(People, Now, Now.AddMinutes(10), default)).ShouldHaveSingleItem().Person.ShouldBe(turns[1].Person);
    }

    [Theory]
    [InlineData("turns/is_any_due")]
    [InlineData("turns/claim")]
    public async Task However_much_is_planned_the_question_is_a_step_down_an_index(string query)
    {
        await world.Execute("""
            insert into minato.planned_reminders
            select 'minato', 'q' || n, 'plan', 'review-1', o, '', 'Section', '2021-09-15', timestamptz '2021-09-01' + o * interval '1 day',
                timestamptz '2021-09-01' + o * interval '1 day', 0
            from generate_series(1, 20000) n, generate_series(0, 4) o;
            insert into minato.reminder_turns (tenant_id, person, turn_at)
            select tenant_id, person, min(next_at) from minato.planned_reminders where person like 'q%' group by 1, 2;
            analyze minato.planned_reminders, minato.reminder_turns;
            """);
        var plan = await Explain(query, ("now", Now), ("until", Now), ("me", "me"), ("count", 64));
        plan.ShouldContain("reminder_turns_by_time");
        plan.ShouldNotContain("Seq Scan");
    }

    [Fact]
    public async Task Together_processes_stay_below_the_minutes_limit()
    {
        var limits = Enumerable.Range(0, 8).Select(_ => world.NewNode().GetRequiredService<SendingLimit>()).ToList();
        (await Granted(limits, Now)).Sum().ShouldBe(100);
        (await Granted(limits, Now.AddSeconds(59))).Sum().ShouldBe(0);
        (await Granted(limits, Now.AddMinutes(1))).Sum().ShouldBe(100);
        (await Granted(limits, Now)).Sum().ShouldBe(0, "a clock that is behind opens no new minute");
        await limits[0].GiveBack(30, 100, Now.AddMinutes(1), default);
        (await Granted(limits, Now.AddMinutes(1))).Sum().ShouldBe(30);
        (await limits[0].Take(64, null, Now, default)).ShouldBe(64);
    }

    private static Task<int[]> Granted(IEnumerable<SendingLimit> limits, DateTimeOffset now) =>
        Task.WhenAll(limits.Select(limit => limit.Take(16, 100, now, default)));

    private ReminderClaims NewClaims() => new(world.Node.GetRequiredService<ReminderSql>());

    /// <summary>As the service runs it: in its role, with a plan for any values.</summary>
    private async Task<string> Explain(string query, params (string Name, object Value)[] values)
    {
        var sql = EventLog.Sql.Text(typeof(ReminderSql).Assembly, $"Reminders/Queries/{query}.sql");
        return await world.Node.GetRequiredService<EventLogDatabase>().Writer.InTenant(world.Settings.Tenant, async connection =>
        {
            await using var command = new NpgsqlCommand($"explain (costs off) {sql}", connection);
            command.Parameters.AddWithValue("tenant", world.Settings.Tenant);
            foreach (var (name, value) in values.Where(value => sql.Contains($"@{value.Name}", StringComparison.Ordinal)))
                command.Parameters.AddWithValue(name, value);
            await using var reader = await command.ExecuteReaderAsync();
            var plan = "";
            while (await reader.ReadAsync()) plan += reader.GetString(0) + "\n";
            return plan;
        });
    }
}
