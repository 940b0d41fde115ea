using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Commands;
using MinatoTracker.CritterStack.Mails;
using MinatoTracker.CritterStack.Reminders;
using MinatoTracker.Domain.Access;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Jobs.Summary;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Tests.Mail;
using MinatoTracker.Service.Tests.Reliability;
using MinatoTracker.Service.Tests.Reminders;
using MinatoTracker.Service.Tests.Support;
using Npgsql;

namespace MinatoTracker.Service.Tests.CritterStack.Reminders;

/// <summary>Mails leave through a durable queue, and who gets its messages decides nothing.</summary>
public sealed class LetterQueueTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("minato-queue-").FullName;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_hands_people_over_with_a_message_and_hears_what_became_of_them()
    {
        await using var world = await ReminderWorld.Create();
        var node = Queueing(world);

        (await world.Run(node)).Sent.ShouldBe(2);

        (await world.Ledger()).OfType<ReminderSent>().Select(sent => sent.Person).ShouldBe([world.Haruka.Id, world.Makoto.Id], ignoreOrder: true);
        await Eventually.Get(async () => (await Messages(world.Settings.Postgres!)) is ["Handled"] ? "" : null, "the message to be through");
        (await world.Run(node)).ShouldBe(RunReport.Nothing);
    }

    [Fact]
    public async Task The_process_is_killed_in_the_middle_of_a_letter_and_another_that_runs_no_jobs_gets_its_message()
    {
        await using var office = await DueOffice.Open(database.ConnectionString, folder, people: 3);
        await using var smtp = new ScriptedSmtp((".", "silence"));
        await using (var killed = new KilledServices(Edition.Current.GetType().Assembly.Location, new Dictionary<string, string>
        {
            ["MINATO_POSTGRES"] = database.ConnectionString,
            ["MINATO_LOCAL"] = folder,
            ["MINATO_SMTP"] = $"smtp://127.0.0.1:{smtp.Port}",
            ["MINATO_REMIND_EVERY"] = "1",
            ["MINATO_REMINDER_LEASE"] = "10",
            ["MINATO_SMTP_PATIENCE"] = "5",
        }))
        {
            killed.Start();
            await Eventually.Get(() => Task.FromResult(smtp.Received.Contains("\n.\n", StringComparison.Ordinal) ? "" : null), "a letter that the mail server took");
            (await Messages(database.ConnectionString)).ShouldBe(["Incoming"]);
            await killed.KillOne();
        }

        (await office.Ledger()).ShouldBeEmpty();
        await using var other = Machine(database.ConnectionString).BuildServiceProvider();
        await other.GetRequiredService<WolverineNode>().Running(default);

        await Eventually.Get(async () => (await office.Ledger()).Count >= 3 ? "" : null, "all letters to be recorded");
        var sent = (await office.Ledger()).Cast<ReminderSent>().ToList();
        sent.Select(letter => letter.Person).ShouldBe(["p-1", "p-2", "p-3"], ignoreOrder: true);
        sent.Count(letter => smtp.Received.Contains(letter.MessageId, StringComparison.Ordinal)).ShouldBe(1, "one was sent twice, under the same Message-ID");
        other.GetRequiredService<Outbox>().List().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_machine_is_cut_off_in_the_middle_of_an_alert_and_another_that_runs_no_jobs_sends_it_under_the_same_Message_ID()
    {
        await using var office = await DueOffice.Open(database.ConnectionString, folder, people: 1);
        await office.Damage(administrator: "p-1");
        var port = Ports.Free();
        var wire = new Relay(port, new(database.ConnectionString));
        var mailer = new WaitingMailer();
        await using var cutOff = Machine(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = port }.ConnectionString)
            .AddSingleton<IMailer>(mailer).BuildServiceProvider();
        // A machine ends when its mails have.
        using var ends = mailer;
        var alert = cutOff.GetRequiredService<JobRunner>().Run("alert");
        (await Task.WhenAny(mailer.Asked, alert)).ShouldBe(mailer.Asked, "the job waits for its mail");
        var mail = await mailer.Asked;
        (await Messages(database.ConnectionString)).ShouldBe(["Incoming"]);
        await wire.DisposeAsync();

        await using var other = Machine(database.ConnectionString).BuildServiceProvider();
        await other.GetRequiredService<WolverineNode>().Running(default);

        await Eventually.Get(async () => (await office.Alerts()).Count > 0 ? "" : null, "the alert to be recorded");
        mailer.Take();
        (await alert).Result.ShouldBe(JobResult.Postponed, "its mail was taken after all, and it could not tell");
        (await office.Alerts()).ShouldBe([("p-1", mail.MessageId)]);
        other.GetRequiredService<Outbox>().List().ShouldHaveSingleItem().Source.ShouldContain(mail.MessageId);
    }

    [Fact]
    public async Task A_job_hands_its_mails_over_with_a_message_and_hears_what_became_of_them()
    {
        await using var world = await ReminderWorld.Create(start: new(2020, 9, 7, 8, 30, 0, TimeSpan.FromHours(9)));
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", world.Haruka.Id, Role.Planner);
        var node = Queueing(world);

        (await node.GetRequiredService<JobRunner>().Run("summary")).Note.ShouldBe(new("Summarized", ["1"]));

        await Eventually.Get(async () => (await Messages(world.Settings.Postgres!)) is ["Handled"] ? "" : null, "the message to be through");
        await node.GetRequiredService<MailDesk<SummaryTo>>().Write(new(Guid.Empty, new(new(2020, 9, 7), new(2020, 8, 31), [world.Haruka.Id])), default);
        node.GetRequiredService<Outbox>().List().ShouldHaveSingleItem("a message that came late found her written to").To.ShouldContain("haruka@");
    }

    [Fact]
    public async Task A_job_hears_that_its_mail_did_not_leave()
    {
        await using var world = await ReminderWorld.Create("smtp://127.0.0.1:1", new(2020, 9, 7, 8, 30, 0, TimeSpan.FromHours(9)));
        await world.Node.GetRequiredService<AccessRoles>().Grant("test", world.Haruka.Id, Role.Planner);

        var outcome = await Queueing(world).GetRequiredService<JobRunner>().Run("summary");

        outcome.ShouldBe(JobOutcome.Failed("NotSummarized", 0, 1));
    }

    [Fact]
    public async Task Whom_it_finds_written_to_it_leaves_alone()
    {
        await using var world = await ReminderWorld.Create();
        await world.Run();

        (await Desk(world).Write(To(world, "message/late"), default)).ShouldBeNull();

        (await world.Ledger()).OfType<ReminderSent>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_in_other_hands_is_asked_after_when_their_lease_has_ended()
    {
        await using var world = await ReminderWorld.Create();
        await world.Node.GetRequiredService<ReminderPlan>().CatchUp();
        var (now, until) = (world.Time.GetUtcNow(), world.Time.GetUtcNow().AddMinutes(10));
        var dead = await world.Node.GetRequiredService<ReminderClaims>().Claim(1, now, until, default);

        var later = (await Desk(world).Write(To(world, "message/1"), default)).ShouldNotBeNull();

        (await world.Ledger()).ShouldHaveSingleItem().Person.ShouldNotBe(dead[0].Person);
        later.At.ShouldBe(until);
        later.Message.People.ShouldBe([dead[0].Person]);
        world.Time.Advance(until - now);
        (await Desk(world).Write(later.Message, default)).ShouldBeNull();
        (await world.Ledger()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_takes_a_message_over_keeps_to_the_minutes_limit()
    {
        await using var world = await ReminderWorld.Create();
        await world.SetPolicy(policy => policy with { PerMinute = 1 });
        await world.Node.GetRequiredService<ReminderPlan>().CatchUp();

        var later = (await Desk(world).Write(To(world, "message/1"), default)).ShouldNotBeNull();

        (await world.Ledger()).Count.ShouldBe(1);
        later.At.ShouldBe(world.Time.GetUtcNow().AddMinutes(1));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        (await Desk(world).Write(later.Message, default)).ShouldBeNull();
        (await world.Ledger()).Count.ShouldBe(2);
    }

    private static IServiceProvider Queueing(ReminderWorld world) => world.NewNode(services => services.AddWolverineBus());

    private static LetterDesk Desk(ReminderWorld world) => Queueing(world).GetRequiredService<LetterDesk>();

    private static WriteTo To(ReminderWorld world, string claim) => new(claim, [world.Haruka.Id, world.Makoto.Id]);

    private IServiceCollection Machine(string postgres) => new ServiceCollection().AddLogging().AddTrackerCore(new()
    {
        Postgres = postgres, LocalFolder = folder, ReminderLease = TimeSpan.FromSeconds(10), MailPatience = TimeSpan.FromSeconds(5),
    }).AddWolverineBus();

    /// <summary>The state of each in Wolverine's inbox.</summary>
    private static async Task<List<string>> Messages(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("select status from wolverine_minato.wolverine_incoming_envelopes where message_type like '%WriteTo%' or message_type like '%Mails%'");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Takes a mail when the test says so.</summary>
    private sealed class WaitingMailer : IMailer, IDisposable
    {
        private readonly TaskCompletionSource<OutgoingMail> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<OutgoingMail> Asked => asked.Task;

        public void Take() => taken.TrySetResult();

        public void Dispose() => Take();

        public Task Send(OutgoingMail mail, CancellationToken cancellation)
        {
            asked.TrySetResult(mail);
            return taken.Task;
        }
    }
}
