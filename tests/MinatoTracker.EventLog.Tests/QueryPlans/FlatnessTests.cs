using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;
using Npgsql;

namespace MinatoTracker.EventLog.Tests.QueryPlans;

/// <summary>
/// What a plan as of a day costs does not grow with what was recorded about its initiatives: counted in pages that are looked at, which
/// no other load on the machine changes. In one office there are two plans, one with ten events an initiative and one with ten thousand.
/// </summary>
public sealed partial class FlatnessTests(FlatnessTests.TwoPlans plans) : IClassFixture<FlatnessTests.TwoPlans>
{
    private const int Initiatives = 5;
    private const int Slots = 5;
    private const int Few = 10;
    private const int Many = 10_000;
    private const int Parts = 10;
    private static readonly DateTimeOffset Beginning = new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1.0, false)]
    [InlineData(0.5, false)]
    [InlineData(0.1, false)]
    [InlineData(1.0, true)]
    [InlineData(0.5, true)]
    [InlineData(0.1, true)]
    public async Task A_thousand_times_the_history_takes_no_more_than_a_second_step_a_slot(double howFar, bool asKnownInTheMiddle)
    {
        DateTimeOffset? known = asKnownInTheMiddle ? Beginning.AddDays(100 * Parts / 2 + 1) : null;

        var few = await Pages(InForce.InScope("few", Day(Few, howFar), known));
        var many = await Pages(InForce.InScope("many", Day(Many, howFar), known));

        // A time in the past may take a second step down an index a slot, with few events or with many.
        many.ShouldBeLessThan(2 * few, $"{few} pages for the few");
    }

    private static DateOnly Day(int events, double howFar) => Effective((int)((events - 1) * howFar)).AddDays(1);

    private static DateOnly Effective(int n) => new DateOnly(2020, 4, 1).AddDays(n / Slots);

    private static Task<AppendResult> Record(PostgresEventLog log, string plan, int all, int part, int size) => log.Append(
        Some.Tenant,
        [.. Enumerable.Range(0, Initiatives).Select(initiative => new StreamAppend(
            string.Create(CultureInfo.InvariantCulture, $"initiative/{plan}/{initiative}"),
            plan,
            ExpectedVersion.Exactly(part * size),
            [.. Enumerable.Range(part * size, Math.Min(size, all - part * size)).Select(n => Some.Event(
                $"slot:{n % Slots}", Effective(n).ToString("O", CultureInfo.InvariantCulture)))]))],
        new EventMetadata());

    private async Task<int> Pages(InForce question)
    {
        var (sql, values) = InForceQuery.For(Some.Tenant, question);
        await using var connection = await plans.Database.Connections.Writer.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(TenantScope.Command(Some.Tenant));
        var explain = new NpgsqlBatchCommand("explain (analyze, buffers, timing off) " + sql);
        foreach (var value in values) explain.Parameters.Add(value is null or string ? new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar, Value = value ?? DBNull.Value } : new() { Value = value });
        batch.BatchCommands.Add(explain);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        List<string> lines = [];
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        // The outermost step counts all that are under it.
        return PagesTouched().Match(lines.First(line => line.Contains("Buffers:", StringComparison.Ordinal))).Groups.Cast<Group>().Skip(1)
            .Where(group => group.Success).Sum(group => int.Parse(group.Value, CultureInfo.InvariantCulture));
    }

    public sealed class TwoPlans(PostgresServer server) : IAsyncLifetime
    {
        private readonly FakeTime clock = new(Beginning);

        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await server.NewDatabase();
            var log = Database.NewLog(clock);
            await log.AddTenant(Some.Tenant);
            for (var part = 0; part < Parts; part++)
            {
                clock.Now = Beginning.AddDays(100 * part);
                await Record(log, "many", Many, part, Many / Parts);
                if (part is 0 or Parts / 2) await Record(log, "few", Few, part == 0 ? 0 : 1, Few / 2);
            }

            await Database.Execute("vacuum analyze");
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    [GeneratedRegex(@"shared (?:hit=(\d+))? ?(?:read=(\d+))?")]
    private static partial Regex PagesTouched();
}
