using System.Text.Json;
using MinatoTracker.EventLog.Subscriptions;
using MinatoTracker.EventLog.Tests.Support;

namespace MinatoTracker.EventLog.Tests.Subscriptions;

public sealed class FailingEventTests(PostgresServer server) : SubscriptionTestBase(server)
{
    private const long Poison = 3;
    private bool poisoned = true;
    private int tries;

    [Fact]
    public async Task A_corrupt_event_stops_its_projection_with_its_error_and_nothing_else()
    {
        var (projection, healthy) = (Poisoned(WhenEventFails.Stop), new Notebook(Database) { Name = "Healthy" });
        await Append(5);
        Run(projection);
        Run(healthy);

        var failure = await FailureIn(FailureState.Stopped);

        failure.Position.ShouldBe(Poison);
        failure.Error.ShouldBe("JsonException: Event 3 is no readable \"target_set\".");
        failure.Attempts.ShouldBe(Quick.Attempts);
        await healthy.Holds(5);
        (await projection.Written()).ShouldBe([1L, 2]);
        var status = (await Control.Status(Some.Tenant)).Single(s => s.Name == "Notebook");
        (status.Position, status.Behind, status.StoppedBy).ShouldBe((2L, 3L, failure.Error));
    }

    [Fact]
    public async Task A_stopped_projection_goes_on_once_it_is_told_to_try_again()
    {
        var projection = Poisoned(WhenEventFails.Stop);
        await Append(5);
        Run(projection, Quick with { PollInterval = TimeSpan.FromHours(1) });
        await FailureIn(FailureState.Stopped);
        poisoned = false;

        (await Control.Retry(Some.Tenant, "Notebook", Poison)).ShouldBeTrue();

        await projection.Holds(5);
        (await projection.Written()).ShouldBe([1L, 2, 3, 4, 5]);
        (await Control.Failures(Some.Tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stopped_projection_goes_on_without_an_event_that_is_discarded()
    {
        var projection = Poisoned(WhenEventFails.Stop);
        await Append(5);
        Run(projection);
        await FailureIn(FailureState.Stopped);

        (await Control.Discard(Some.Tenant, "Notebook", Poison)).ShouldBeTrue();

        await projection.Holds(4);
        (await projection.Written()).ShouldBe([1L, 2, 4, 5]);
        (await Control.Failures(Some.Tenant)).Single().State.ShouldBe(FailureState.Discarded);
    }

    [Fact]
    public async Task A_stopped_projection_tries_again_when_a_new_process_starts()
    {
        var projection = Poisoned(WhenEventFails.Stop);
        await Append(5);
        var old = Run(projection);
        await FailureIn(FailureState.Stopped);
        await old.Stop();
        poisoned = false;

        Run(projection);

        await projection.Holds(5);
        await Eventually.True(async () => (await Control.Failures(Some.Tenant)).Count == 0, "the stop is forgotten");
    }

    [Fact]
    public async Task A_subscription_that_parks_goes_on_without_the_event()
    {
        var mailer = Poisoned(WhenEventFails.Park);
        await Append(5);

        Run(mailer);

        await mailer.Holds(4);
        (await mailer.Written()).ShouldBe([1L, 2, 4, 5]);
        var failure = await FailureIn(FailureState.Parked);
        (failure.Position, failure.Attempts).ShouldBe((Poison, Quick.Attempts));
        (await Control.Status(Some.Tenant)).Single().Parked.ShouldBe(1);
    }

    [Fact]
    public async Task A_parked_event_is_tried_again_when_told_and_stays_parked_when_it_fails_again()
    {
        var mailer = Poisoned(WhenEventFails.Park);
        await Append(5);
        Run(mailer, Quick with { PollInterval = TimeSpan.FromHours(1) });
        await FailureIn(FailureState.Parked);
        await mailer.Holds(4);

        await Control.Retry(Some.Tenant, "Notebook", Poison);
        await Eventually.True(async () => (await Control.Failures(Some.Tenant)).Single().Attempts == Quick.Attempts + 1, "tried once more");
        poisoned = false;
        await Control.Retry(Some.Tenant, "Notebook", Poison);

        await mailer.Holds(5);
        (await mailer.Written()).ShouldBe([1L, 2, 4, 5, 3]);
        await Eventually.True(async () => (await Control.Failures(Some.Tenant)).Count == 0, "nothing is parked");
    }

    [Fact]
    public async Task A_failure_that_passes_parks_nothing()
    {
        var projection = Poisoned(WhenEventFails.Park);
        await Append(5);
        // Once in the batch, and once alone.
        projection.AfterEach = (stored, _) => stored.Position == Poison && ++tries <= 2 ? throw new JsonException("for now") : Task.CompletedTask;

        Run(projection);

        await projection.Holds(5);
        (await projection.Written()).ShouldBe([1L, 2, 3, 4, 5]);
        (await Control.Failures(Some.Tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_swallows_an_error_of_the_database_takes_nothing()
    {
        var careless = new Notebook(Database)
        {
            AfterEach = async (_, batch) =>
            {
                await using var wrong = new Npgsql.NpgsqlCommand("select 1 / 0", batch.Connection, batch.Transaction);
                await Should.ThrowAsync<Npgsql.PostgresException>(() => wrong.ExecuteScalarAsync());
            },
        };
        await Append();

        Run(careless);

        (await FailureIn(FailureState.Stopped)).Error.ShouldContain("25P02");
        (await careless.Written()).ShouldBeEmpty();
        (await Position()).ShouldBe(0);
    }

    [Fact]
    public async Task What_never_failed_is_neither_retried_nor_discarded()
    {
        await Append();

        (await Control.Retry(Some.Tenant, "Notebook", 1)).ShouldBeFalse();
        (await Control.Discard(Some.Tenant, "Notebook", 1)).ShouldBeFalse();
    }

    private Notebook Poisoned(WhenEventFails policy) => new(Database)
    {
        WhenEventFails = policy,
        AfterEach = (stored, _) => poisoned && stored.Position == Poison
            ? throw new JsonException("Event 3 is no readable \"target_set\".")
            : Task.CompletedTask,
    };

    private async Task<SubscriptionFailure> FailureIn(FailureState state)
    {
        SubscriptionFailure? failure = null;
        await Eventually.True(
            async () => (failure = (await Control.Failures(Some.Tenant)).FirstOrDefault(f => f.State == state)) is not null, $"an event is {state}");
        return failure!;
    }
}
