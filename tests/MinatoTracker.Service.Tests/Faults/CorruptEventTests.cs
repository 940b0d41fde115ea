using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>An event of one plan was altered in the database, so that nobody can read it any more.</summary>
public sealed class CorruptEventTests : IAsyncLifetime
{
    private const string Other = "/api/v1/plans/minato-other";
    private readonly SampleService service = new();

    public async ValueTask InitializeAsync()
    {
        await service.InitializeAsync();
        await service.Get<PlanImport>().Import("minato-other", await SampleService.Sample(), "operator");
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task The_api_tells_which_event_it_is()
    {
        var (position, id) = await Corrupt("initiative/minato-2020/3-3-6", "target_set");

        var answer = await service.Anyone.GetAsync(SampleService.Plan);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("urn:minato:problem:unreadable-event");
        problem.GetProperty("position").GetInt64().ShouldBe(position);
        problem.GetProperty("eventId").GetGuid().ShouldBe(id);
        problem.GetProperty("stream").GetString().ShouldBe("initiative/minato-2020/3-3-6");
        problem.GetProperty("detail").GetString()!.ShouldContain($"Event {position} ({id}) of initiative/minato-2020/3-3-6 is no readable \"target_set\"");
    }

    [Theory]
    [InlineData("ja", "読み取れません")]
    [InlineData("en", "can't be read")]
    public async Task Pages_tell_which_event_it_is(string language, string words)
    {
        var (position, id) = await Corrupt("initiative/minato-2020/3-3-6", "target_set");

        foreach (var page in new[] { "/plans/minato-2020", "/plans/minato-2020/initiatives/3-3-6", "/plans/minato-2020/initiatives/1-1-1" })
        {
            var answer = await service.Anyone.GetAsync($"{page}?lang={language}");
            answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError, page);
            var told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            foreach (var word in new[] { words, $"{position}", $"{id}", "initiative/minato-2020/3-3-6" }) told.ShouldContain(word, customMessage: page);
        }
    }

    [Fact]
    public async Task Other_plans_and_other_initiatives_go_on()
    {
        await Corrupt("initiative/minato-2020/3-3-6", "target_set");

        (await service.Anyone.GetAsync(Other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Anyone.GetAsync("/plans/minato-other")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Record($"{SampleService.Plan}/initiatives/1-1-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.Anyone.GetAsync($"{SampleService.Plan}/initiatives/1-1-1/events")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await Record($"{SampleService.Plan}/initiatives/3-3-6");
        refused.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("unreadable-event");
    }

    [Fact]
    public async Task A_plan_whose_heading_is_lost_is_still_listed_beside_the_others()
    {
        var (position, _) = await Corrupt("plan/minato-2020", "plan_drafted");

        var plans = (await service.Json("/api/v1/plans")).EnumerateArray().ToDictionary(plan => plan.GetProperty("plan").GetString()!);
        plans["minato-other"].TryGetProperty("problem", out _).ShouldBeFalse();
        plans["minato-2020"].GetProperty("problem").GetString()!.ShouldContain($"Event {position}");
        var page = WebUtility.HtmlDecode(await service.Anyone.GetStringAsync("/?lang=en"));
        page.ShouldContain("令和2年度");
        page.ShouldContain("Its record can't be read");
    }

    [Fact]
    public async Task A_projection_stops_there_and_says_so_while_others_go_on()
    {
        var (position, _) = await Corrupt("initiative/minato-2020/3-3-6", "target_set");
        var (reading, counting) = (new Reader("Reading", stored => EventTypes.FromStore(stored)), new Reader("Counting", _ => { }));
        using var stop = new CancellationTokenSource();
        var runner = new SubscriptionRunner(Database, TimeProvider.System, new() { FirstPause = TimeSpan.FromMilliseconds(1) });
        var running = new[] { reading, counting }.Select(subscription => runner.Run("minato", subscription, stop.Token)).ToArray();

        var finding = await Eventually.Get(
            async () => (await Examine()).FirstOrDefault(finding => finding.Code == "subscription_stopped"), "the doctor to find it");
        var last = (await Log.ReadAll("minato", 0, 100_000))[^1].Position;
        await Eventually.Get(() => Task.FromResult(counting.Position == last ? counting : null), "the other to come to the end");

        finding.Message.ShouldStartWith($"Subscription Reading stopped at event {position}: UnreadableEventException: Event {position} (");
        reading.Position.ShouldBe(position - 1);
        await stop.CancelAsync();
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_rebuild_reports_it_and_leaves_the_history_in_use()
    {
        var before = await service.Json($"{Other}?asOf=2020-10-31");
        var (position, id) = await Corrupt("initiative/minato-2020/3-3-6", "target_set");

        var (code, _, complaint) = await Cli.Type("rebuild", service.ConnectionString);

        code.ShouldBe(1);
        complaint.ShouldContain($"Event {position} ({id}) of initiative/minato-2020/3-3-6");
        complaint.ShouldNotContain("   at ");
        (await service.Anyone.GetStringAsync($"{Other}?asOf=2020-10-31")).ShouldBe(before.GetRawText());
        (await Examine()).Select(finding => finding.Code).ShouldBe(["rebuild_unfinished", "event_unreadable"], ignoreOrder: true);
        (await Record($"{Other}/initiatives/1-1-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_doctor_lists_it_with_its_place()
    {
        var (position, _) = await Corrupt("initiative/minato-2020/3-3-6", "target_set");

        var (code, said, _) = await Cli.Type("doctor --lang en", service.ConnectionString);

        code.ShouldBe(1);
        said.ShouldContain($"event_unreadable minato 1 event(s) can't be read, the first is event {position} of initiative/minato-2020/3-3-6");
    }

    private EventLogDatabase Database => service.Get<EventLogDatabase>();

    private IEventLog Log => service.Get<IEventLog>();

    private async Task<IReadOnlyList<Finding>> Examine() =>
        [.. (await new EventLogDoctor(Database, service.Time, HistoryPlaces.Of).Examine()).Where(finding => finding.Code != "not_durable")];

    private Task<HttpResponseMessage> Record(string initiative) =>
        service.Reporter.PostAsJsonAsync($"{initiative}/actuals", new { indicator = "1", achieved = true, effectiveDate = "2020-09-30" });

    /// <summary>As somebody with the owner's rights and the will to do it could.</summary>
    private async Task<(long Position, Guid Id)> Corrupt(string stream, string type)
    {
        await using var change = Database.Owner.CreateCommand("""
            alter table minato.mt_events disable trigger append_only;
            update minato.mt_events set data = data - 'provenance' where seq_id = (
                select min(seq_id) from minato.mt_events where stream_id = $1 and type = $2);
            """.Replace("$1", $"'{stream}'", StringComparison.Ordinal).Replace("$2", $"'{type}'", StringComparison.Ordinal));
        await change.ExecuteNonQueryAsync();
        await using var enable = Database.Owner.CreateCommand("alter table minato.mt_events enable trigger append_only");
        await enable.ExecuteNonQueryAsync();
        var altered = (await Log.ReadStream("minato", stream)).First(stored => stored.Type == type);
        return (altered.Position, altered.Id);
    }

    private sealed class Reader(string name, Action<StoredEvent> read) : ISubscription
    {
        public string Name => name;

        public long Position { get; private set; }

        public Task Handle(SubscriptionBatch batch, CancellationToken cancellation)
        {
            foreach (var stored in batch.Events) read(stored);
            Position = batch.Events[^1].Position;
            return Task.CompletedTask;
        }
    }
}
