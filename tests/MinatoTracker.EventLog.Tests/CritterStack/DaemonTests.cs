using MinatoTracker.CritterStack.Log;
using MinatoTracker.EventLog.Tests.Subscriptions;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.CritterStack;

/// <summary>The log's subscriptions on Marten's async daemon.</summary>
public sealed class DaemonTests(PostgresServer server) : SubscriptionTestBase(server)
{
    [Fact]
    public async Task A_new_subscription_takes_all_events_from_the_first_on_and_those_that_follow()
    {
        await Append(7);
        var notebook = new Notebook(Database);

        await using var daemon = await Daemon(notebook);
        await notebook.Holds(7);
        await Append(2);

        await notebook.Holds(9);
        (await notebook.Written()).ShouldBe([1L, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public async Task Where_one_edition_stopped_the_other_goes_on_and_takes_nothing_twice()
    {
        await Append(3);
        var notebook = new Notebook(Database);
        var runner = Run(notebook);
        await notebook.Holds(3);
        await runner.Stop();

        await Append(2);
        await using (await Daemon(notebook)) await notebook.Holds(5);
        await Eventually.True(async () => await Position() == 5, "the checkpoint stands at 5");
        await Append(2);
        Run(notebook);

        await notebook.Holds(7);
        (await notebook.Written()).ShouldBe([1L, 2, 3, 4, 5, 6, 7]);
    }

    private async Task<MartenDaemon> Daemon(Notebook notebook)
    {
        await MartenFunctions.Ensure(Database.Connections, TimeProvider.System, TestContext.Current.CancellationToken);
        return await MartenDaemon.Start(Database.ConnectionString, Some.Tenant, TimeProvider.System, [notebook], TestContext.Current.CancellationToken);
    }
}
