using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>
/// A ward with a plan of three initiatives, two sections with a person each, and an open mid-year review: cut-off 31 August 2020,
/// deadline Tuesday 15 September. The clock stands at half past eight on 1 September, the first occasion.
/// </summary>
public sealed class ReminderWorld : IAsyncDisposable
{
    public const string Plan = "minato-2020";
    public const string Review = "mid-year";
    public const string GeneralAffairs = "総務課";
    public const string Community = "協働まちづくり推進課";
    private readonly TestDatabase database = new();
    private readonly List<ServiceProvider> nodes = [];

    private ReminderWorld(DateTimeOffset start) => Time = new(start.ToUniversalTime());

    public FakeTime Time { get; }

    public TrackerSettings Settings { get; private set; } = null!;

    /// <summary>One service process.</summary>
    public IServiceProvider Node => nodes[0];

    public Person Haruka { get; private set; } = null!;

    public Person Makoto { get; private set; } = null!;

    /// <param name="start">Where the clock stands; null for the first occasion.</param>
    public static async Task<ReminderWorld> Create(string? smtp = null, DateTimeOffset? start = null)
    {
        var world = new ReminderWorld(start ?? new(2020, 9, 1, 8, 30, 0, TimeSpan.FromHours(9)));
        await world.database.InitializeAsync();
        world.Settings = new()
        {
            Postgres = world.database.ConnectionString,
            Smtp = smtp,
            LocalFolder = Directory.CreateTempSubdirectory("minato-reminders-").FullName,
            MailFrom = "tracker@minato.example",
            PublicUrl = "https://plan.minato.example",
        };
        var node = world.NewNode();
        await DatabaseStartup.Prepare(node.GetRequiredService<EventLogDatabase>(), node.GetRequiredService<IEventLog>(), world.Settings, default);
        await world.Fill();
        return world;
    }

    /// <summary>Another service process on the same database.</summary>
    public IServiceProvider NewNode(Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection().AddLogging().AddTrackerCore(Settings).AddSingleton<TimeProvider>(Time);
        change?.Invoke(services);
        nodes.Add(services.BuildServiceProvider());
        return nodes[^1];
    }

    public Task<RunReport> Run(IServiceProvider? node = null) => (node ?? Node).GetRequiredService<ReminderRun>().RunOnce();

    public async Task<RemindersView> View() => (await Node.GetRequiredService<ReminderQueries>().Of(Plan, Review))!;

    public async Task<ReminderRow> Row(Person person, int occasion) =>
        (await View()).Reminders.Single(row => row.Person == person.Id && row.Occasion == occasion);

    /// <summary>Events of the ledger, in order.</summary>
    public async Task<IReadOnlyList<ReminderEvent>> Ledger(string review = Review) =>
    [
        .. (await Node.GetRequiredService<IEventLog>().ReadStream(Settings.Tenant, Streams.Reminders(Plan, review).Key))
            .Select(EventTypes.FromStore).Cast<ReminderEvent>(),
    ];

    /// <summary>Assesses the initiative and submits it.</summary>
    public async Task Report(string code, string review = Review)
    {
        var initiative = Streams.Initiative(Plan, code);
        var cutoff = Says with { EffectiveDate = (await Node.GetRequiredService<Tracker>().Load(Streams.Review(Plan, review))).State.CutoffDate };
        await Handle(initiative, state => Assessing.Decide(
            new AssessStatus(cutoff, review, AttainmentOutlook.Expected, ProgressStatus.OnSchedule, null), state));
        var (reported, _) = await Node.GetRequiredService<Tracker>().Load(initiative);
        await Handle(Streams.Review(Plan, review), state => Submitting.Decide(
            new SubmitInitiative(Says, review, code, reported, null, BusinessCalendar.Japan), state));
    }

    public Task Schedule(string review, DateOnly cutoff, DateOnly deadline) => Handle(
        Streams.Review(Plan, review), state => Scheduling.Decide(new ScheduleReview(Says, ReviewKind.YearEnd, cutoff, deadline), state));

    public Task MoveDeadline(DateOnly to, string? section = null) => Handle(
        Streams.Review(Plan, Review), state => Scheduling.Decide(new MoveDeadline(Says, to, "災害対応のため", section), state));

    public Task Close() => Handle(Streams.Review(Plan, Review), state => Publishing.Decide(new CloseReview(Says), state));

    public async Task SetPolicy(Func<PolicySettings, PolicySettings> change, DateOnly? from = null)
    {
        var policies = Node.GetRequiredService<ReminderPolicies>();
        var day = from ?? Settings.Today(Time);
        await Handle(policies.Stream, state => ChangingReminderPolicy.Decide(
            new ChangeReminderPolicy(new("test", day), change(state.On(day)), "試すため"), state, Settings.Today(Time)));
    }

    public Task Choose(Person person, params ReminderKind[] without) => Handle(
        Streams.ReminderChoices(Settings.Tenant),
        state => ChoosingReminders.Decide(
            new(new(person.Id, Settings.Today(Time)), person.Id, without.ToValueList(), PolicySettings.Standard.MayLeave), state));

    public void GoTo(int month, int day, int hour = 8, int minute = 30) =>
        Time.Advance(new DateTimeOffset(2020, month, day, hour, minute, 0, TimeSpan.FromHours(9)) - Time.GetUtcNow());

    public async Task<Person> Hire(string name, string? email, string section) =>
        (await Node.GetRequiredService<PeopleDirectory>().Create(new($"person-{Guid.NewGuid():N}", name, email, section, null))).Result!;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(Settings.LocalFolder, recursive: true);
    }

    private Provenance Says => new("test", Settings.Today(Time));

    private async Task Fill()
    {
        Haruka = await Hire("港 はるか", "haruka@minato.example", GeneralAffairs);
        Makoto = await Hire("築港 まこと", "makoto@minato.example", Community);
        await Handle(Streams.Plan(Plan), state => Drafting.Decide(
            new DraftPlan(Says, 2020, "令和2年度 港区運営方針", [(1, "安全・安心"), (2, "まちづくり")], [("1-1", "防災"), ("2-1", "交流")], null,
                [("1-1-1", new Listing(1)), ("1-1-2", new Listing(2)), ("2-1-1", new Listing(3))]),
            state));
        await Register("1-1-1", "防災訓練の実施", GeneralAffairs);
        await Register("1-1-2", "防犯カメラの設置", GeneralAffairs);
        await Register("2-1-1", "地域交流会の開催", Community);
        await Handle(Streams.Review(Plan, Review), state => Scheduling.Decide(
            new ScheduleReview(Says, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 15)), state));
    }

    private Task Register(string code, string title, string section) =>
        Handle(Streams.Initiative(Plan, code), state => Registering.Decide(new RegisterInitiative(Says, title, section, []), state));

    private async Task Handle<TState>(StreamOf<TState> stream, Func<TState, Decision> decide) =>
        (await Node.GetRequiredService<Tracker>().Handle(stream, "test", decide)).Decision.IsRefused.ShouldBeFalse();
}
