using MinatoTracker.Domain.Initiatives;
using MinatoTracker.EventLog.Tests.Support;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>Whatever a row says, it says alike whichever edition wrote it: a ledger over the rows must not tell them apart.</summary>
public sealed class SameRowsTests(PostgresServer server) : IAsyncLifetime
{
    private const string Events =
        "select to_jsonb(e) - 'seq_id' - 'id' - 'stream_id' || jsonb_build_object('null_headers', e.headers is null) from minato.mt_events e where stream_id = '{0}'";

    private const string Streams = "select to_jsonb(s) - 'id' from minato.mt_streams s where id = '{0}'";

    private const string History = """
        select jsonb_build_object('slot', s.slot, 'scope', s.scope, 'effective', h.effective, 'latest', h.latest_effective,
                                  'recorded', h.recorded_at, 'tenant', h.tenant_id, 'version', e.version)
        from minato.history h
        join minato.history_slots s using (slot_id)
        join minato.mt_events e on e.tenant_id = h.tenant_id and e.seq_id = h.seq_id
        where s.stream_id = '{0}'
        """;

    private Ward ward = null!;

    public async ValueTask InitializeAsync() => ward = await Ward.On(server);

    public ValueTask DisposeAsync() => ward.DisposeAsync();

    public static TheoryData<EventMetadata> Metadata =>
    [
        new EventMetadata(),
        new EventMetadata("person-1", "correlation-1", "causation-1", """{"ip": "127.0.0.1", "tries": 2, "tags": ["a", null]}"""),
    ];

    [Theory]
    [MemberData(nameof(Metadata))]
    public async Task Every_column_of_events_streams_and_history_is_written_alike(EventMetadata metadata)
    {
        NewEvent[] said =
        [
            Some.Event("target:1", "2020-10-01", """{"text": "55%以上 \"quoted\"", "value": 1.50, "nothing": null}"""),
            Some.Event("target:1", "2020-04-01") with { Slots = ["target:1", "name"] },
            Some.Event() with { Slots = [] },
        ];

        foreach (var (log, stream) in new[] { (ward.Default, "a"), (ward.Critter, "b") })
        {
            await log.Append(Some.Tenant, [new(stream, "plan-1", ExpectedVersion.MustBeNew, said)], metadata);
            await log.Append(Some.Tenant, [new(stream, "plan-1", ExpectedVersion.Exactly(3), [said[0]])], metadata);
            await log.Append(Some.Tenant, [new(stream, null, ExpectedVersion.Any, [Some.Event("any")])], metadata);
        }

        await Same("a", "b");
        (await ward.Database.Scalar<long>("select count(*) from minato.append_keys")).ShouldBe(2);
    }

    [Fact]
    public async Task A_command_that_goes_through_a_session_of_Martens_leaves_the_rows_that_the_log_would()
    {
        InitiativeEvent[] said =
        [
            new InitiativeRegistered(new("person-1", new(2020, 4, 1)), "防災訓練の実施"),
            new OwningSectionAssigned(new("person-1", new(2020, 4, 1)), "総務課"),
            new ActivityRecorded(new("person-1", new(2020, 8, 31), new("中間振り返り", "2020-10")), "activity-1", "3回実施した"),
        ];
        var byLog = Service.Hosting.Streams.Initiative("minato-2020", "1-1-1");
        var stored = said.Select(EventTypes.ToStore).ToArray();
        await ward.Default.Append(Some.Tenant, [new(byLog.Key, byLog.Scope, ExpectedVersion.MustBeNew, stored)], new EventMetadata("person-1"));

        var bySession = Service.Hosting.Streams.Initiative("minato-2020", "1-1-2");
        await using (var session = ward.Store.LightweightSession(Some.Tenant))
        {
            session.LastModifiedBy = "person-1";
            session.Events.Append(bySession.Key, said);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Same(byLog.Key, bySession.Key);
    }

    private async Task Same(string first, string second)
    {
        foreach (var table in new[] { Events, Streams, History })
        {
            var rows = await ward.Rows(string.Format(System.Globalization.CultureInfo.InvariantCulture, table, first));
            rows.ShouldNotBeEmpty();
            (await ward.Rows(string.Format(System.Globalization.CultureInfo.InvariantCulture, table, second))).ShouldBe(rows);
        }
    }
}
