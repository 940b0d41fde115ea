using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>Kill -9 in the middle of a thousand commands, of the service and of its database.</summary>
public sealed class CrashTests(DurablePostgres postgres) : IClassFixture<DurablePostgres>, IAsyncLifetime
{
    private const string Tenant = "minato";
    private static readonly string[] Plans = ["minato-2020", "storm-2", "storm-3", "storm-4"];
    private readonly string folder = Directory.CreateTempSubdirectory("minato-crash-").FullName;
    private string database = "";
    private ServiceProvider parts = null!;
    private Storm storm = null!;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NewDatabase();
        var settings = new TrackerSettings { Postgres = database, LocalFolder = folder };
        parts = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddTrackerCore(settings).BuildServiceProvider();
        await DatabaseStartup.Prepare(Get<EventLogDatabase>(), Get<IEventLog>(), settings, default);
        var sample = await SampleService.Sample();
        foreach (var plan in Plans) await Get<PlanImport>().Import(plan, sample, "operator");
        var person = (await Get<PeopleDirectory>().Create(new("reporter", "報告者", "reporter@minato.example", null, "correct horse battery"))).Result!;
        // Who plans too reports for every section.
        foreach (var role in new[] { Role.Reporter, Role.Planner }) await Get<AccessRoles>().Grant("test", person.Id, role);
        var token = (await Get<ApiTokens>().IssueToken(person.Id, "test", TimeSpan.FromDays(1))).Result!.Token;
        var codes = sample.AllInitiatives().Where(row => row.RepeatedFrom is null && row.Indicators.Count > 0).Select(row => row.Code);
        storm = new(token, [.. from code in codes from plan in Plans select $"{plan}/initiatives/{code}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_service_is_killed_and_nothing_that_it_acknowledged_is_lost()
    {
        await using (var service = await ServiceProcess.Start(database, folder))
        {
            await storm.Send(service.Address, service.Kill);
        }

        SomeShouldBeInDoubt();
        await ShouldHoldWhatWasPromised();

        await using var next = await ServiceProcess.Start(database, folder);
        await storm.SendAgain(next.Address);
        await ShouldHoldEverySoundCommandOnce();
    }

    [Fact]
    public async Task PostgreSQL_is_killed_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var service = await ServiceProcess.Start(database, folder);

        await storm.Send(service.Address, postgres.Kill);
        await postgres.StartAgain();

        SomeShouldBeInDoubt();
        await service.IsReady();
        await ShouldHoldWhatWasPromised();
        await storm.SendAgain(service.Address);
        await ShouldHoldEverySoundCommandOnce();
    }

    [Fact]
    public async Task A_process_of_PostgreSQL_is_killed_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var service = await ServiceProcess.Start(database, folder);

        await storm.Send(service.Address, () => postgres.KillOneBackend(database));

        // PostgreSQL drops all connections then and is back in a moment. The service tries again, so it may be that nothing is in doubt.
        storm.UnderWay.ShouldBeGreaterThan(0);
        await service.IsReady();
        await ShouldHoldWhatWasPromised();
        await storm.SendAgain(service.Address);
        await ShouldHoldEverySoundCommandOnce();
    }

    // A blow that came too late would prove nothing.
    private void SomeShouldBeInDoubt() => storm.Fates.Count(fate => fate == Fate.Unknown).ShouldBeGreaterThan(0);

    private async Task ShouldHoldWhatWasPromised()
    {
        // Nor would one that came too early.
        storm.Fates.Count(fate => fate == Fate.Accepted).ShouldBeGreaterThan(50);
        var recorded = await Recorded();
        for (var command = 0; command < Storm.Commands; command++)
        {
            var times = recorded.GetValueOrDefault(Storm.IdOf(command));
            switch (storm.Fates[command])
            {
                case Fate.Accepted: times.ShouldBe(1, $"{Storm.IdOf(command)} was accepted"); break;
                case Fate.Refused: times.ShouldBe(0, $"{Storm.IdOf(command)} was refused"); break;
                default: times.ShouldBeLessThanOrEqualTo(1, Storm.IdOf(command)); break;
            }
        }

        await ShouldBeWhole();
    }

    private async Task ShouldHoldEverySoundCommandOnce()
    {
        var recorded = await Recorded();
        for (var command = 0; command < Storm.Commands; command++)
            recorded.GetValueOrDefault(Storm.IdOf(command)).ShouldBe(Storm.IsSound(command) ? 1 : 0, Storm.IdOf(command));
        await ShouldBeWhole();
    }

    private async Task<Dictionary<string, int>> Recorded() => (await Events())
        .Select(EventTypes.FromStore).OfType<ActualRecorded>().CountBy(actual => actual.ActualId).ToDictionary();

    private async Task<IReadOnlyList<StoredEvent>> Events() => await Get<IEventLog>().ReadAll(Tenant, 0, 100_000);

    /// <summary>Numbers, versions and history agree with the events, and every plan reads as the fold of its events.</summary>
    private async Task ShouldBeWhole()
    {
        // Our own connections broke with the others', and an operator's doctor would have none yet.
        await using var anew = new EventLogDatabase(database);
        (await new EventLogDoctor(anew, TimeProvider.System, HistoryPlaces.Of).Examine()).ShouldBeEmpty();
        var folded = (await Events()).ToLookup(stored => stored.Stream, EventTypes.FromStore);
        var at = new PointInTime(new(2021, 3, 31));
        foreach (var plan in Plans)
        foreach (var row in (await Get<PlanQueries>().Plan(plan, at))!.AllInitiatives().Where(row => row.RepeatedFrom is null))
            row.ShouldBe(InitiativeView.Of(row.Code, Initiative.Fold(folded[Streams.Initiative(plan, row.Code).Key])));
    }

    private T Get<T>()
        where T : notnull => parts.GetRequiredService<T>();
}
