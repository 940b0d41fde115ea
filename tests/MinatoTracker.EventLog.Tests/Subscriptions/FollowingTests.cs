using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Subscriptions;

public sealed class FollowingTests(PostgresServer server) : SubscriptionTestBase(server)
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_new_subscription_takes_all_events_from_the_first_on()
    {
        await Append(7);
        var notebook = new Notebook(Database);

        Run(notebook, Quick with { BatchSize = 3 });

        await notebook.Holds(7);
        (await notebook.Written()).ShouldBe([1L, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task The_checkpoint_outlives_the_process()
    {
        await Append(3);
        var notebook = new Notebook(Database);
        var first = Run(notebook);
        await notebook.Holds(3);
        await first.Stop();
        await Append(2);

        Run(notebook);

        await notebook.Holds(5);
        (await notebook.Written()).ShouldBe([1L, 2, 3, 4, 5]);
        (await Position()).ShouldBe(5);
    }

    [Fact]
    public async Task What_a_handler_did_counts_once_though_its_connection_died_before_the_commit()
    {
        await Append(4);
        var deaths = 0;
        var notebook = new Notebook(Database)
        {
            AfterEach = async (stored, batch) =>
            {
                if (stored.Position != 3 || Interlocked.Increment(ref deaths) > 2) return;
                await Database.Execute($"select pg_terminate_backend({batch.Connection.ProcessID})");
            },
        };

        Run(notebook);

        await notebook.Holds(4);
        deaths.ShouldBe(3);
        (await notebook.Written()).ShouldBe([1L, 2, 3, 4]);
    }

    [Fact]
    public async Task What_a_handler_did_is_gone_when_its_process_ended_before_the_commit()
    {
        await Append(2);
        var (reached, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        var dying = new Notebook(Database)
        {
            AfterEach = async (_, _) =>
            {
                reached.TrySetResult();
                await hold.Task;
            },
        };
        var process = Run(dying);
        await reached.Task;
        await process.Cancellation.CancelAsync();
        hold.SetException(new OperationCanceledException());
        await Settled(process.Task);
        (await dying.Written()).ShouldBeEmpty();

        var notebook = new Notebook(Database);
        Run(notebook);

        await notebook.Holds(2);
        (await notebook.Written()).ShouldBe([1L, 2]);
    }

    [Fact]
    public async Task One_process_works_and_another_takes_over_when_its_connection_dies()
    {
        var (first, second) = (new Notebook(Database), new Notebook(Database));
        var workers = new List<string>();
        first.AfterEach = (_, _) => Note("first");
        second.AfterEach = (_, _) => Note("second");
        await Append();
        // The first stays away once it lost its connection.
        Run(first, Quick with { FirstPause = Never, LongestPause = Never });
        await first.Holds(1);
        Run(second);
        await Append(3);
        await first.Holds(4);
        workers.Distinct().ShouldBe(["first"]);

        await Database.Execute("""
            select pg_terminate_backend(l.pid) from pg_locks l
            where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
              and l.pid <> pg_backend_pid()
            """);
        await Append(2);

        await second.Holds(6);
        (await second.Written()).ShouldBe([1L, 2, 3, 4, 5, 6]);
        workers.Skip(4).ShouldBe(["second", "second"]);

        Task Note(string worker)
        {
            lock (workers) workers.Add(worker);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_notification_wakes_it_long_before_it_would_look()
    {
        var notebook = new Notebook(Database);
        Run(notebook, Quick with { PollInterval = Never });

        for (var i = 1; i <= 20; i++)
        {
            await Append();
            await notebook.Holds(i);
        }
    }

    [Fact]
    public async Task A_notification_that_comes_in_during_a_query_is_not_slept_through()
    {
        await using var session = await SubscriptionSession.Open(Database.Connections, CheckpointName.Of("Notebook", Some.Tenant), default);
        await session.Listen("minato_events_minato", default);
        await Database.Execute("select pg_notify('minato_events_minato', '')");

        await session.Read(0, 10, default);

        await session.Wait(Never, TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_looks_for_itself_where_it_can_not_listen()
    {
        var notebook = new Notebook(Database);
        // PostgreSQL refuses a channel without a name.
        Run(notebook, Quick with { Channel = _ => "" });

        await Append();
        await notebook.Holds(1);
        await Append(2);
        await notebook.Holds(3);
    }

    [Fact]
    public async Task It_looks_for_itself_where_notifications_get_lost()
    {
        var notebook = new Notebook(Database);
        Run(notebook, Quick with { Channel = _ => "nobody_calls_here" });
        await Append();
        await notebook.Holds(1);

        await Append(2);

        await notebook.Holds(3);
    }

    [Fact]
    public async Task A_checkpoint_set_back_has_it_take_the_events_again()
    {
        await Append(2);
        var notebook = new Notebook(Database);
        Run(notebook);
        await notebook.Holds(2);

        await Database.Execute("update minato.mt_event_progression set last_seq_id = 0");
        await Append();

        await Eventually.True(async () => (await Position()) == 3, "caught up");
        (await notebook.Written()).ShouldBe([1L, 2, 1, 2, 3]);
    }

    [Fact]
    public async Task Each_office_has_a_checkpoint_of_its_own()
    {
        await Log.AddTenant("taisho");
        await Log.Append("taisho", [Some.To("a", ExpectedVersion.Any, Some.Events(5))], new EventMetadata());
        await Append(2);
        var notebook = new Notebook(Database);

        Run(notebook);

        await notebook.Holds(2);
        var status = (await Control.Status(Some.Tenant)).ShouldHaveSingleItem();
        status.ShouldBe(new SubscriptionStatus("Notebook", 2, 2, 0, IsActive: true, 0, null));
        (await Control.Status("taisho")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Report:All")]
    public async Task A_name_that_reads_as_another_checkpoint_is_refused(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => Run(new Notebook(Database) { Name = name }).Task);
}
