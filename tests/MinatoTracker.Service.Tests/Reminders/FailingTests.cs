using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>Mail servers that are down or refuse, processes that die at the worst moment.</summary>
public sealed class FailingTests(MailDev server) : IClassFixture<MailDev>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.Empty();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task While_the_mail_server_is_down_the_reminder_stays_due_and_the_failure_is_visible()
    {
        var port = Ports.Free();
        await using var world = await ReminderWorld.Create(string.Create(CultureInfo.InvariantCulture, $"smtp://127.0.0.1:{port}"));
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(0), report => report.Failed.ShouldBe(1));

        var failed = (await world.View()).Reminders.Single(row => row.Status == ReminderRowStatus.Failed);
        failed.Fault.ShouldBe(DeliveryFault.Unreachable);
        failed.Detail!.ShouldContain($"127.0.0.1:{port}");
        failed.Attempts.ShouldBe(1);
        failed.NextAttempt!.Value.ShouldBeInRange(world.Time.GetUtcNow().AddSeconds(48), world.Time.GetUtcNow().AddSeconds(72));

        // Whoever was not tried is due still, and is the next to be tried.
        (await world.View()).Reminders.Single(row => row.Occasion == -10 && row.Person != failed.Person).Status.ShouldBe(ReminderRowStatus.Due);
        (await world.Run()).Failed.ShouldBe(1);
        (await world.Run()).Failed.ShouldBe(0, "both wait for their next attempt");
        (await world.Ledger()).OfType<ReminderFailed>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task When_the_mail_server_is_back_each_gets_one_mail()
    {
        await using var own = new MailDev();
        await own.InitializeAsync();
        await own.Stop();
        await using var world = await ReminderWorld.Create(own.Smtp);
        for (var minute = 0; minute < 5; minute++)
        {
            await world.Run();
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await world.Ledger()).ShouldAllBe(e => e is ReminderFailed);
        await own.Start();
        for (var minute = 0; minute < 12; minute++)
        {
            await world.Run();
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await own.To("haruka@minato.example")).Count.ShouldBe(1);
        (await own.To("makoto@minato.example")).Count.ShouldBe(1);
        (await world.Row(world.Haruka, -10)).Status.ShouldBe(ReminderRowStatus.Sent);
    }

    [Fact]
    public async Task A_person_without_an_address_is_given_up_and_holds_up_nobody()
    {
        await using var world = await ReminderWorld.Create(server.Smtp);
        var nobody = await world.Hire("宛先 なし", null, ReminderWorld.Community);
        (await world.Run()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(2), report => report.Failed.ShouldBe(1));
        (await world.Row(nobody, -10)).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(ReminderRowStatus.GivenUp), row => row.Fault.ShouldBe(DeliveryFault.AddressRefused));
        (await world.Run()).Failed.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_given_up_leaves_after_all_when_somebody_wants_it()
    {
        await using var world = await ReminderWorld.Create(server.Smtp);
        var nobody = await world.Hire("宛先 なし", null, ReminderWorld.Community);
        await world.Run();
        var resending = world.Node.GetRequiredService<ReminderResending>();
        (await resending.Resend(ReminderWorld.Plan, "unknown", "planner", null)).Decision.Refusals.ShouldHaveSingleItem().Code.ShouldBe(RefusalCode.UnknownReview);
        (await resending.Resend(ReminderWorld.Plan, ReminderWorld.Review, "planner", new(world.Haruka.Id, -10)))
            .Decision.Refusals.ShouldHaveSingleItem().Code.ShouldBe(RefusalCode.NotGivenUp);

        await world.Execute($"update minato.people set email = 'nobody@minato.example' where id = '{nobody.Id}'");
        (await world.Run()).Sent.ShouldBe(0);
        (await resending.Resend(ReminderWorld.Plan, ReminderWorld.Review, "planner", null)).Decision.Events.ShouldHaveSingleItem();
        (await world.Row(nobody, -10)).Status.ShouldBe(ReminderRowStatus.Due);
        (await world.Run()).Sent.ShouldBe(1);
        (await server.To("nobody@minato.example")).Count.ShouldBe(1);
        (await world.Row(nobody, -10)).Status.ShouldBe(ReminderRowStatus.Sent);
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_recording_leads_to_the_same_mail_with_the_same_id()
    {
        await using var world = await ReminderWorld.Create(server.Smtp);
        var dying = world.NewNode(services => services.AddSingleton<IEventLog>(node =>
            new DyingLog(ActivatorUtilities.CreateInstance<EventLog.Postgres.PostgresEventLog>(node))));
        await Should.ThrowAsync<InvalidOperationException>(() => world.Run(dying));
        (await world.Ledger()).ShouldBeEmpty();

        (await world.Run()).Sent.ShouldBe(0, "the dead process still holds both");
        world.Time.Advance(world.Settings.ReminderLease);
        (await world.Run()).Sent.ShouldBe(2);
        (await world.Run()).Sent.ShouldBe(0);

        IReadOnlyList<ArrivedMail> all = [.. await server.To("haruka@minato.example"), .. await server.To("makoto@minato.example")];
        all.GroupBy(mail => mail.MessageId).Select(copies => copies.Count()).ShouldBe([2, 2]);
        (await world.Ledger()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_that_hiccups_at_the_recording_leads_to_no_second_mail()
    {
        await using var world = await ReminderWorld.Create(server.Smtp);
        var node = world.NewNode(services => services.AddSingleton<IEventLog>(provider =>
            new HiccupingLog(ActivatorUtilities.CreateInstance<EventLog.Postgres.PostgresEventLog>(provider))));
        (await world.Run(node)).Sent.ShouldBe(2);
        (await world.Run()).Sent.ShouldBe(0);
        (await server.To("haruka@minato.example")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_same_sending_is_recorded_twice_it_stands_once()
    {
        await using var world = await ReminderWorld.Create(server.Smtp);
        var policy = await world.Node.GetRequiredService<ReminderPolicies>().Current();
        var scene = (await world.Node.GetRequiredService<ReviewScenes>().WhereOccasionsCame(world.Time.GetUtcNow())).Single();
        var part = new LetterPart(scene, scene.TurnAt(world.Time.GetUtcNow(), policy).Due[0]);
        var letter = world.Node.GetRequiredService<Letters>().To([part], "reminder-1@minato.example", policy);
        // Two processes, neither of which saw what the other recorded.
        await world.Node.GetRequiredService<ReminderRecords>().Sent(letter, default);
        await world.NewNode().GetRequiredService<ReminderRecords>().Sent(letter, default);
        (await world.Ledger()).ShouldHaveSingleItem();
    }

    /// <summary>Fails the first recording of a sending as if the process had ended there.</summary>
    private sealed class DyingLog(IEventLog log) : LogInFront(log)
    {
        public override Task<AppendResult> Append(
            string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("The process ends here.");
    }

    private sealed class HiccupingLog(IEventLog log) : LogInFront(log)
    {
        private int hiccups = 2;

        public override Task<AppendResult> Append(
            string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default) =>
            hiccups-- > 0
                ? throw new EventLogUnavailableException("hiccup", new TimeoutException())
                : base.Append(tenant, appends, metadata, cancellation);
    }

    private abstract class LogInFront(IEventLog log) : IEventLog
    {
        public virtual Task<AppendResult> Append(
            string tenant, IReadOnlyList<StreamAppend> appends, EventMetadata metadata, CancellationToken cancellation = default) =>
            log.Append(tenant, appends, metadata, cancellation);

        public Task<IReadOnlyList<StoredEvent>> ReadStream(
            string tenant, string stream, long afterVersion = 0, CancellationToken cancellation = default) =>
            log.ReadStream(tenant, stream, afterVersion, cancellation);

        public Task<IReadOnlyList<StoredEvent>> ReadInForce(string tenant, InForce query, CancellationToken cancellation = default) =>
            log.ReadInForce(tenant, query, cancellation);

        public Task<InForceSince> ReadInForceSince(
            string tenant, InForce query, long position, CancellationToken cancellation = default) =>
            log.ReadInForceSince(tenant, query, position, cancellation);

        public Task<IReadOnlyList<StoredEvent>> ReadAll(
            string tenant, long afterPosition, int limit, CancellationToken cancellation = default) =>
            log.ReadAll(tenant, afterPosition, limit, cancellation);

        public Task<long> LastPosition(string tenant, CancellationToken cancellation = default) => log.LastPosition(tenant, cancellation);

        public Task AddTenant(string tenant, CancellationToken cancellation = default) => log.AddTenant(tenant, cancellation);
    }
}
