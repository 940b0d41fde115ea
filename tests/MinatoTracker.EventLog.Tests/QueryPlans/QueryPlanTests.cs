using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.QueryPlans;

/// <summary>
/// How PostgreSQL runs the statements as they stand, on an office of 20 plans: step by step down the indexes. A statement that reads a
/// table through passes every other test, and is slow only where there is data.
/// </summary>
public sealed partial class QueryPlanTests(OfficeOfManyPlans office) : IClassFixture<OfficeOfManyPlans>
{
    private static readonly DateOnly Day = new(2020, 4, 15);
    private static readonly DateTimeOffset Known = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_plan_as_of_a_day_takes_a_step_down_one_index_a_slot()
    {
        var plan = await Explain(InForceQuery.For(Some.Tenant, InForce.InScope("plan-3", Day)));

        plan.ShouldContain("history_slots_by_scope");
        plan.ShouldContain("using pkey_history");
        plan.ShouldContain("using mt_events_minato_pkey");
        ShouldReadNothingThrough(plan);
    }

    [Fact]
    public async Task A_plan_as_known_at_a_time_takes_two()
    {
        var plan = await Explain(InForceQuery.For(Some.Tenant, InForce.InScope("plan-3", Day, Known)));

        plan.ShouldContain("using pkey_history");
        plan.ShouldContain("using history_by_recording");
        plan.ShouldContain("using mt_events_minato_pkey");
        ShouldReadNothingThrough(plan);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_initiative_as_of_a_day_reads_its_slots_only(bool known)
    {
        var plan = await Explain(InForceQuery.For(Some.Tenant, InForce.InScope("plan-3", Day, known ? Known : null, "initiative/plan-3/7")));

        ShouldReadNothingThrough(plan);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_the_answer_costs_a_look_at_the_last_event_and_no_more(bool known)
    {
        var query = InForce.InScope("plan-3", Day, known ? Known : null);
        var (last, _) = await office.Database.NewLog().ReadInForceSince(Some.Tenant, query, -1);

        var anew = await Explain(InForceQuery.Since(Some.Tenant, query, last - 1));
        var again = await Explain(InForceQuery.Since(Some.Tenant, query, last));

        ShouldReadNothingThrough(anew);
        anew.ShouldContain("using pkey_history");
        again.Split('\n').Where(line => line.Contains("history", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains("never executed", StringComparison.Ordinal), again);
    }

    [Fact]
    public async Task A_stream_is_read_by_its_index() =>
        ShouldReadNothingThrough(await Explain((Text("Queries/stream.sql"), [Some.Tenant, "initiative/plan-3/7", 5L])));

    [Fact]
    public async Task A_page_of_all_events_is_read_by_their_numbers() =>
        ShouldReadNothingThrough(await Explain((Text("Queries/all.sql"), [Some.Tenant, 5_000L, 100])));

    [Fact]
    public async Task Appends_look_their_streams_and_slots_up_one_by_one()
    {
        await using var connection = await AsWriter();
        List<string> plans = [];
        connection.Notice += (_, told) => plans.Add(told.Notice.MessageText);
        await Run(connection, "load 'auto_explain'", "set auto_explain.log_min_duration = 0", "set auto_explain.log_nested_statements = on",
            "set auto_explain.log_analyze = on", "set client_min_messages = log", "set enable_seqscan = off", "set role minato_writer");

        (await new AppendStatement(Some.Tenant).Execute(connection, [To(OfficeOfManyPlans.EventsAnInitiative)], Now)).Outcomes.ShouldBeNull();
        ShouldStepDownIndexes(plans);
        plans.Clear();
        (await new SingleAppend(Some.Tenant).Execute(connection, To(OfficeOfManyPlans.EventsAnInitiative + 1), Now)).ShouldNotBeNull();
        ShouldStepDownIndexes(plans);
    }

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private static PendingAppend To(long version) =>
        new([Some.To("initiative/plan-3/7", ExpectedVersion.Exactly(version), Some.Event("slot:1"))], new EventMetadata());

    private static void ShouldStepDownIndexes(List<string> plans)
    {
        var plan = string.Join('\n', plans);
        plan.ShouldContain("using mt_streams_minato_pkey");
        plan.ShouldContain("using history_slots_by_stream");
        plan.ShouldContain("using history_by_recording");
        plan.ShouldContain("using mt_events_minato_pkey");
        ShouldReadNothingThrough(plan);
    }

    private static void ShouldReadNothingThrough(string plan)
    {
        Regex.Matches(plan, @"Seq Scan on (\w+)").Select(scan => scan.Groups[1].Value).ShouldBeEmpty(plan);
        RowsReadInOneGo().Matches(plan).Select(rows => int.Parse(rows.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldAllBe(rows => rows <= 250, plan);
        Regex.Matches(plan, @"Rows Removed by \w+: (\d+)").Select(rows => int.Parse(rows.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldAllBe(rows => rows <= OfficeOfManyPlans.EventsAnInitiative, plan);
    }

    [GeneratedRegex(@"actual (?:time=\S+ )?rows=(\d+)")]
    private static partial Regex RowsReadInOneGo();

    private async Task<string> Explain((string Sql, object?[] Values) query)
    {
        await using var connection = await AsWriter();
        await Run(connection, "set role minato_writer", $"select set_config('minato.tenant', '{Some.Tenant}', false)",
            $"prepare asked ({string.Join(", ", query.Values.Select(TypeOf))}) as {query.Sql}");
        await using var command = new NpgsqlCommand(
            $"explain (analyze, timing off) execute asked ({string.Join(", ", query.Values.Select(Literal))})", connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private async Task<NpgsqlConnection> AsWriter()
    {
        var connection = new NpgsqlConnection(office.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await Run(connection, "set plan_cache_mode = force_generic_plan", "set jit = off");
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Text(string path) => Sql.Text(typeof(IEventLog).Assembly, path);

    private static string TypeOf(object? value) => value switch
    {
        DateOnly => "date",
        DateTimeOffset => "timestamptz",
        long => "bigint",
        int => "int",
        _ => "varchar",
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        DateOnly day => $"'{day:O}'",
        DateTimeOffset time => $"'{time:O}'",
        _ => $"'{string.Create(CultureInfo.InvariantCulture, $"{value}")}'",
    };
}

/// <summary>20 plans of 50 initiatives.</summary>
public sealed class OfficeOfManyPlans(PostgresServer server) : IAsyncLifetime
{
    internal const int EventsAnInitiative = 25;
    private const int Plans = 20;
    private const int Initiatives = 50;

    internal TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await server.NewDatabase();
        var log = Database.NewLog();
        await log.AddTenant(Some.Tenant);
        for (var plan = 0; plan < Plans; plan++)
            await log.Append(Some.Tenant, [.. Enumerable.Range(0, Initiatives).Select(initiative => Append(plan, initiative))], new EventMetadata());
        await Database.Scalar<object>("analyze");
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static StreamAppend Append(int plan, int initiative) => new(
        string.Create(CultureInfo.InvariantCulture, $"initiative/plan-{plan}/{initiative}"),
        string.Create(CultureInfo.InvariantCulture, $"plan-{plan}"),
        ExpectedVersion.MustBeNew,
        [.. Enumerable.Range(0, EventsAnInitiative).Select(i => Some.Event(
            $"slot:{i % 5}", new DateOnly(2020, 4, 1).AddDays(i).ToString("O", CultureInfo.InvariantCulture)))]);
}
