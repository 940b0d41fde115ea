using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reviews;
using MinatoTracker.Service.Tests.Support;

[assembly: AssemblyFixture(typeof(MinatoTracker.Browser.Tests.Support.RunningService))]

namespace MinatoTracker.Browser.Tests.Support;

/// <summary>The service as an office runs it, with the sample plan and the demo people, on a free port and a fresh database.</summary>
public sealed class RunningService : IAsyncLifetime
{
    public const string Plan = "minato-2020";

    /// <summary>Demo people by their sign-in names: a reporter of the section that owns 1-1-1, one of another section, and so on.</summary>
    public const string Reporter = "community";
    public const string OtherReporter = "health";
    public const string Planner = "planner";
    public const string Approver = "approver";
    public const string Administrator = "administrator";

    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("minato-browser-").FullName;
    private WebApplication? app;

    public string Address { get; private set; } = "";

    /// <summary>Of all demo people.</summary>
    public string Password { get; private set; } = "";

    public IServiceProvider Services => app!.Services;

    public static string AddressOf(string code) => $"/plans/{Plan}/initiatives/{code}";

    /// <summary>Starts a service; the database need not answer.</summary>
    public static async Task<(WebApplication App, string Address)> Start(string postgres, string folder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(new TrackerSettings { Postgres = postgres, LocalFolder = folder });
        var app = builder.Build().UseTracker();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return (app, address);
    }

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        (app, Address) = await Start(database.ConnectionString, folder);
        await Services.GetRequiredService<DatabaseState>().WhenReady(CancellationToken.None);
        var sample = PlanDocumentFile.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "minato-2020.json")));
        await Services.GetRequiredService<PlanImport>().Import(Plan, sample.Document!, "operator");
        Password = (await Services.GetRequiredService<DemoPeople>().Create()).Password;
        await EnterFigures();
        await HoldReviews();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public async Task<InitiativeRecord> Record(string code)
    {
        var queries = Services.GetRequiredService<InitiativeQueries>();
        return (await queries.Record(Plan, code, new(DateOnly.MaxValue)))!;
    }

    public async Task<string> PersonId(string signInName) =>
        (await Services.GetRequiredService<PeopleDirectory>().FindNamed(signInName))!.Id;

    /// <summary>A revision that waits for a decision.</summary>
    public async Task<string> Propose(string code, decimal atLeast, DateOnly? from = null)
    {
        var by = await PersonId(Planner);
        var revision = Guid.NewGuid().ToString("N");
        var target = new Target { Text = $"{atLeast}%以上", Operator = TargetOperator.AtLeast, Value = atLeast, Unit = "%" };
        var request = new RevisionRequest(
            revision, "1", from ?? new(2020, 11, 1), RevisionKind.LevelChange, target, null, ReasonCode.ExternalFactor, "地域活動の再開が遅れているため。", null);
        await Send(code, by, (commands, to) => commands.Send(to, new ProposeRevision(new(by, commands.Today), request)));
        return revision;
    }

    public async Task RecordActual(string code, decimal value, DateOnly day, string signInName = Reporter)
    {
        var by = await PersonId(signInName);
        var record = new RecordActual(new(by, day), Guid.NewGuid().ToString("N"), "1", new Actual { Value = value });
        await Send(code, by, (commands, to) => commands.Send(to, record));
    }

    public async Task Approve(string code, string revision)
    {
        var by = await PersonId(Approver);
        await Send(code, by, (commands, to) => commands.Send(to, new ApproveRevision(by, revision)));
    }

    /// <summary>Another plan with what the paper of 2020 says, for a test that goes through a whole review.</summary>
    public async Task ImportPlan(string plan)
    {
        var sample = PlanDocumentFile.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "minato-2020.json")));
        await Services.GetRequiredService<PlanImport>().Import(plan, sample.Document!, "operator");
    }

    /// <summary>Submits what is assessed by now.</summary>
    public async Task Submit(string code, string signInName = Reporter) => Done(await Services.GetRequiredService<Reporting>()
        .Send(new(Plan, code, await PersonId(signInName)), "mid-year", new(Guid.NewGuid().ToString("N"), [], null)));

    public async Task Return(string code, string reason) => Done(await Services.GetRequiredService<ReviewCommands>()
        .Return(new(Plan, "mid-year", await PersonId(Planner)), code, reason));

    /// <summary>The mid-year review is open with something submitted and something returned; the year's end is published.</summary>
    private async Task HoldReviews()
    {
        var reviews = Services.GetRequiredService<ReviewCommands>();
        var (midYear, yearEnd) = (new Addressed(Plan, "mid-year", await PersonId(Planner)), new Addressed(Plan, "year-end", await PersonId(Planner)));
        Done(await reviews.Schedule(midYear, ReviewKind.MidYear, new(2020, 8, 31), reviews.Today.AddDays(30), null));
        await Submit("1-2-3");
        await Submit("1-2-2");
        await Return("1-2-2", "実績の根拠を補足に書いてください。");
        Done(await reviews.Schedule(yearEnd, ReviewKind.YearEnd, new(2021, 3, 31), new(2021, 4, 20), new(2021, 6, 1)));
        Done(await reviews.Close(yearEnd));
        Done(await reviews.Publish(yearEnd, new("令和2年度 第1回 区政会議資料", "2021-06-10")));
    }

    /// <summary>What pages with a chart, a revision decided and one that waits have to show.</summary>
    private async Task EnterFigures()
    {
        await RecordActual("1-2-3", 38.5m, new(2020, 9, 30));
        await Approve("1-2-3", await Propose("1-2-3", 40));
        await RecordActual("1-2-3", 41.2m, new(2021, 3, 31));
        await Propose("1-2-2", 85);
    }

    private async Task Send(string code, string by, Func<InitiativeCommands, Addressed, Task<Outcome>> send)
    {
        var outcome = await send(Services.GetRequiredService<InitiativeCommands>(), new(Plan, code, by));
        Done(outcome);
    }

    private static void Done(Outcome outcome) => outcome.Decision.Refusals.ShouldBeEmpty();
}
