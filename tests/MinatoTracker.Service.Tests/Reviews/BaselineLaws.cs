using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Domain.Plans;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Domain.Targets;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.InMemory;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Reviews;
using MinatoTracker.Service.Tests.Support;
using Outcome = MinatoTracker.Service.Hosting.Outcome;

namespace MinatoTracker.Service.Tests.Reviews;

/// <summary>What is published stays what was published, whatever is recorded afterwards, for whatever day, even in the same microsecond.</summary>
public sealed class BaselineLaws
{
    private const string Plan = "minato-2020";
    private static readonly DateOnly YearStart = new(2020, 4, 1);
    private static readonly string[] Codes = ["1-1-1", "3-3-6", "R-1"];

    private static Gen<Later> Events =>
        from waited in Gen.Elements(0, 0, 1, 3_600_000)
        from day in Gen.Choose(-40, 400)
        from code in Gen.Elements(Codes)
        from word in Gen.Elements("甲", "乙", "丙")
        from value in Gen.Choose(0, 90)
        from which in Gen.Choose(0, 11)
        let says = new Provenance("someone", YearStart.AddDays(day))
        select new Later(TimeSpan.FromMilliseconds(waited), code, Pick(which, says, code, word, value));

    [Fact]
    public async Task A_published_version_is_worked_out_the_same_for_ever()
    {
        var sample = await SampleService.Sample();
        Prop.ForAll(Events.ArrayOf().ToArbitrary(), later => Holds(sample, later).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));
    }

    private static async Task Holds(PlanDocument sample, Later[] later)
    {
        await using var office = await Office.Open(sample);
        await office.PublishMidYear();

        foreach (var (waited, code, @event) in later)
        {
            office.Time.Advance(waited);
            await office.Record(code, @event);
        }

        (await office.Checks()).ShouldHaveSingleItem().Matches.ShouldBeTrue();

        office.Time.Advance(TimeSpan.FromMinutes(1));
        await office.Supersede(1);
        await office.Record("1-1-1", new ActualRecorded(new("someone", YearStart.AddDays(60)), "after", "1", new Actual { Value = 1 }));
        (await office.Checks()).Select(check => (check.Number, check.Matches)).ShouldBe([(1, true), (2, true)]);
    }

    private static IEvent Pick(int which, Provenance says, string code, string word, int value) => which switch
    {
        0 => new InitiativeRegistered(says, word),
        1 => new OwningSectionAssigned(says, word),
        2 => new IndicatorDefined(says, "1", word, IndicatorKind.Output),
        3 => new TargetSet(says, "1", new Target { Text = word, Operator = TargetOperator.AtLeast, Value = value }, word),
        4 => new ActualRecorded(says, Guid.NewGuid().ToString("N"), "1", new Actual { Value = value }),
        5 => new ActualCorrected(says, "mid-year-1", "1", new Actual { Value = value }, word),
        6 => new ActivityRecorded(says, $"mid-year-0{(value % 3) + 1}", word),
        7 => new StatusAssessed(says, "mid-year", AttainmentOutlook.Expected, null, word, Assessing.TwoAxes),
        8 => new InitiativeWithdrawn(says, word),
        9 => new PlanDrafted(says, 2020, word),
        10 => new RepeatedListingAdded(says, code, value, word, "1-1-2"),
        _ => new ManagementIssueAdded(says, value % 7, word),
    };

    private sealed record Later(TimeSpan Waited, string Code, IEvent Event);

    /// <summary>The service on a log in memory, with the sample plan and its mid-year review.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly Addressed review = new(Plan, "mid-year", "planner");

        private Office()
        {
            var folder = Path.GetTempPath();
            services = new ServiceCollection().AddLogging().AddTrackerCore(new() { LocalFolder = folder })
                .AddSingleton<TimeProvider>(Time).AddSingleton<IEventLog>(new InMemoryEventLog(Time)).BuildServiceProvider();
        }

        public FakeTime Time { get; } = new(new(2020, 10, 2, 3, 0, 0, TimeSpan.Zero));

        private ReviewCommands Reviews => services.GetRequiredService<ReviewCommands>();

        private Tracker Tracker => services.GetRequiredService<Tracker>();

        public static async Task<Office> Open(PlanDocument sample)
        {
            var office = new Office();
            await office.services.GetRequiredService<IEventLog>().AddTenant(office.Tracker.Tenant);
            await office.services.GetRequiredService<PlanImport>().Import(Plan, sample, "operator");
            return office;
        }

        public async Task PublishMidYear()
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await Done(Reviews.Schedule(review, ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 15), null));
            await Done(Reviews.Close(review));
            await Done(Reviews.Publish(review, null));
        }

        public Task Supersede(int number) => Done(Reviews.Supersede(review, number, "算定誤り", null));

        public async Task<IReadOnlyList<BaselineCheck>> Checks() =>
            await services.GetRequiredService<Baselines>().Check(await services.GetRequiredService<ReviewReading>().Read(Plan, "mid-year"));

        public Task Record(string code, IEvent @event) => @event is PlanEvent
            ? Append(Streams.Plan(Plan), @event)
            : Append(Streams.Initiative(Plan, code), @event);

        public ValueTask DisposeAsync() => services.DisposeAsync();

        private async Task Append<TState>(StreamOf<TState> stream, IEvent @event)
        {
            var (_, version) = await Tracker.Load(stream);
            await Tracker.RecordTogether([Tracker.Append(stream, version, Decision.Record(@event))], "someone");
        }

        private static async Task Done(Task<Outcome> sent) => (await sent).Decision.Refusals.ShouldBeEmpty();
    }
}
