using System.Globalization;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Jobs.Check;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Reminders.Choices;
using MinatoTracker.Service.Reminders.Ledger;
using MinatoTracker.Service.Reminders.Policies;

namespace MinatoTracker.Service.Reminders;

/// <summary>Reminders before, on and after a review's deadline.</summary>
public static class RemindersFeature
{
    /// <summary>What the web service and the command line share.</summary>
    /// <exception cref="MisconfiguredException">MINATO_SMTP or MINATO_MAIL_FROM can't be used.</exception>
    public static IServiceCollection AddReminders(this IServiceCollection services, TrackerSettings settings)
    {
        var server = settings.Smtp is { } smtp ? SmtpServer.Parse(smtp) : null;
        RequireAddress("MINATO_MAIL_FROM", settings.MailFrom);
        if (settings.MailReplyTo is { } replyTo) RequireAddress("MINATO_MAIL_REPLY_TO", replyTo);
        services.AddSingleton<IMailer>(provider => server is null
            ? new OutboxMailer(settings.Outbox)
            : new SmtpMailer(server, provider.GetRequiredService<TimeProvider>(), patience: settings.MailPatience));
        services.AddReminderPolicies();
        services.AddReminderLedger();
        services.AddSingleton<Outbox>();
        services.AddSingleton<IReminderRecipients, SectionStaff>();
        services.AddSingleton<ReviewScenes>();
        services.AddSingleton<ReminderSql>();
        services.AddSingleton<ReminderPlan>();
        services.AddSingleton<IReadModelCheck, PlannedRemindersCheck>();
        services.AddSingleton<ReminderClaims>();
        services.AddSingleton<SendingLimit>();
        services.AddSingleton<ReminderRecords>();
        services.AddSingleton<Letters>();
        services.AddSingleton<ReminderWorker>();
        services.AddSingleton<IReminderHandover, WorkerAtHand>();
        services.AddSingleton<ReminderResending>();
        services.AddSingleton<ReminderRun>();
        services.AddSingleton<ReminderQueries>();
        return services.AddJobs(jobs => jobs.Every<RemindJob>("remind", settings.RemindEvery, together: true));
    }

    public static void MapReminderApi(this RouteGroupBuilder api)
    {
        api.MapPolicyApi();
        api.MapChoicesApi();
        api.MapLedgerApi();
        api.MapGet("/plans/{plan}/reviews/{review}/reminders", Show)
            .RequireAuthorization()
            .WithSummary("What was sent, skipped and tried for a review, and what is still to come.")
            .Produces<RemindersView>().ProducesProblem(401).ProducesProblem(404);
        api.MapPost("/plans/{plan}/reviews/{review}/reminders/resend", Resend)
            .WithSummary("Has reminders that were given up tried again: one person's of one occasion, or all of the review's.")
            .Writes(Permissions.Plan);
    }

    /// <summary>The outbox's mails as files; its pages find their routes themselves.</summary>
    public static void MapOutbox(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/outbox/{name}.eml", (string name, Outbox outbox) => outbox.Find(name) is { } mail
            ? Results.File(System.Text.Encoding.ASCII.GetBytes(mail.Source), "message/rfc822", $"{mail.Name}.eml")
            : Results.NotFound()).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Show(string plan, string review, ReminderQueries queries, CancellationToken cancellation) =>
        await queries.Of(plan, review, cancellation) is { } view ? Results.Ok(view) : Problems.UnknownReview(plan, review);

    private static async Task<IResult> Resend(
        string plan, string review, HttpContext http, ReminderQueries queries, ReminderResending resending, CancellationToken cancellation)
    {
        if (await queries.Of(plan, review, cancellation) is null) return Problems.UnknownReview(plan, review);
        return await Posting.Answer(http, plan, review, (post, fields) =>
        {
            var to = post.To(fields.Misread);
            return (review, resending.Resend(plan, review, to.By, Wanted(fields), to.Expected, cancellation));
        });
    }

    // None of them: all that was given up. What can't be read is an occasion on which nothing was.
    private static ReminderKey? Wanted(Fields fields) => (fields.Text("person"), fields.Text("occasion"), fields.Text("section")) switch
    {
        (null, null, null) => null,
        var (person, occasion, section) =>
            new(person ?? "", int.TryParse(occasion, CultureInfo.InvariantCulture, out var days) ? days : int.MinValue, section),
    };

    private static void RequireAddress(string setting, string address)
    {
        try
        {
            MailHeaders.Ascii(address);
        }
        catch (FormatException failure)
        {
            throw new MisconfiguredException($"{setting}: {failure.Message}", failure);
        }
    }
}

/// <summary>Answers what became of a review's reminders.</summary>
public sealed class ReminderQueries(ReviewScenes scenes, ReminderPolicies policies, TrackerSettings settings, TimeProvider time)
{
    /// <returns>Null for an unknown review.</returns>
    public async Task<RemindersView?> Of(string plan, string review, CancellationToken cancellation = default) =>
        await scenes.Find(plan, review, settings.Today(time), cancellation) is { } scene
            ? RemindersView.Of(scene, await policies.Current(cancellation), time.GetUtcNow())
            : null;
}
