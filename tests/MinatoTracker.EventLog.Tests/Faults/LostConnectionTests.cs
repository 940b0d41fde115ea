using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Faults;

/// <summary>The connection is cut in the middle of an append: before the server hears of it, or before its answer arrives.</summary>
public sealed class LostConnectionTests(PostgresServer server) : FaultTestBase(server)
{
    private EventLogDatabase connections = null!;

    public static MatrixTheoryData<Way, Cut> Cases => new(Enum.GetValues<Way>(), Enum.GetValues<Cut>());

    public override async ValueTask DisposeAsync()
    {
        await connections.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_append_that_is_cut_off_a_few_times_goes_through_once(Way way, Cut what)
    {
        await using var relay = Relay(way, what);
        var log = new PostgresEventLog(connections, TimeProvider.System);
        relay.Left = Retrying.Tries - 1;

        var result = await log.Append(Some.Tenant, [Appends.To(way)], new EventMetadata());

        relay.Cuts.ShouldBe(what == Cut.Request || way != Way.Bulk ? Retrying.Tries - 1 : 1, "an append that stands already commits nothing anew");
        result.Repeated.ShouldBe(what == Cut.Answer);
        result.Versions[Appends.Stream].ShouldBe(1 + Appends.Size(way));
        (await Events()).ShouldBe(1 + Appends.Size(way));
        await ShouldBeWhole();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_append_that_is_cut_off_every_time_is_given_up_and_stands_once_when_it_is_sent_again(Way way, Cut what)
    {
        await using var relay = Relay(way, what, whole: true);
        var log = new PostgresEventLog(connections, TimeProvider.System);
        var append = Appends.To(way);
        relay.Left = int.MaxValue;

        await Should.ThrowAsync<EventLogUnavailableException>(() => log.Append(Some.Tenant, [append], new EventMetadata()));

        relay.Cuts.ShouldBe(Retrying.Tries);
        (await Events()).ShouldBe(what == Cut.Answer && way != Way.Bulk ? 1 + Appends.Size(way) : 1);
        await ShouldBeWhole();
        relay.Left = 0;
        var result = await log.Append(Some.Tenant, [append], new EventMetadata());
        result.Versions[Appends.Stream].ShouldBe(1 + Appends.Size(way));
        (await Events()).ShouldBe(1 + Appends.Size(way));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task A_read_that_is_cut_off_is_read_again_and_given_up_after_as_many_tries()
    {
        await using var relay = Relay(Way.Single, Cut.Answer, Appends.Stream);
        var log = new PostgresEventLog(connections, TimeProvider.System);
        relay.Left = Retrying.Tries - 1;

        (await log.Read(Appends.Stream)).Count.ShouldBe(1);

        relay.Cuts.ShouldBe(Retrying.Tries - 1);
        relay.Left = int.MaxValue;
        await Should.ThrowAsync<EventLogUnavailableException>(() => log.Read(Appends.Stream));
        relay.Cuts.ShouldBe(2 * Retrying.Tries - 1);
    }

    // A bulk append speaks several times: its answer is lost at the commit, or with the events. The word ends, because "committed" is another.
    private CuttingRelay Relay(Way way, Cut what, bool whole = false) =>
        Relay(way, what, way == Way.Bulk && what == Cut.Answer && !whole ? "COMMIT\0" : Appends.Mark);

    private CuttingRelay Relay(Way way, Cut what, string word)
    {
        var relay = new CuttingRelay(Database.ConnectionString) { Word = word, What = what };
        connections = new(relay.ConnectionString);
        return relay;
    }
}
