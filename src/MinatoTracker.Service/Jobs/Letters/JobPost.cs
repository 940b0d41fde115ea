using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.People;
using Npgsql;

namespace MinatoTracker.Service.Jobs.Letters;

/// <summary>How mails of jobs leave, and to whom.</summary>
public sealed partial class JobPost(
    EventLogDatabase database, IMailer mailer, AccessRoles roles, PeopleDirectory people, TrackerSettings settings, TimeProvider time,
    ILogger<JobPost> logger)
{
    /// <summary>Active people who have the role today, and an address.</summary>
    public async Task<IReadOnlyList<Person>> With(Role role, CancellationToken cancellation)
    {
        var having = (await roles.Today(cancellation)).With(role, settings.Today(time)).ToHashSet(StringComparer.Ordinal);
        return [.. (await people.All(cancellation)).Where(person => person is { Active: true, Email: not null } && having.Contains(person.Id))];
    }

    /// <summary>The same for the same, so that a mail sent twice is recognisable.</summary>
    /// <param name="kind">What it begins with.</param>
    /// <param name="about">What the mail is about, and to whom it goes.</param>
    /// <returns>Without angle brackets.</returns>
    public string MessageId(string kind, string about)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Tenant}/{kind}/{about}"));
        return $"{kind}-{Convert.ToHexStringLower(digest)[..32]}@{settings.MailFrom.Split('@')[^1]}";
    }

    /// <summary>
    /// Sends a mail that is not recorded yet and records it. The record waits in its transaction until the mail is out: who comes at the
    /// same time waits for it and finds it there. A crash in between sends the mail once more, under the same Message-ID.
    /// </summary>
    /// <param name="messageId">Of <see cref="MessageId"/>.</param>
    /// <param name="record">Writes the record down, of how many rows it was new.</param>
    /// <returns>False where it did not leave.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    internal Task<bool> SendOnce(
        Person person, string messageId, string subject, JobLetter letter, Func<NpgsqlConnection, Task<int>> record, CancellationToken cancellation) =>
        database.Writer.InTenant(
            settings.Tenant,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                if (await record(connection) == 0) return true;
                if (!await Send(person, messageId, subject, letter, cancellation)) return false;
                await transaction.CommitAsync(CancellationToken.None);
                return true;
            },
            cancellation);

    private async Task<bool> Send(Person person, string messageId, string subject, JobLetter letter, CancellationToken cancellation)
    {
        var sender = JobWords.In(JobLetter.Language, "Letter.From");
        var mail = new OutgoingMail(
            messageId, TimeZoneInfo.ConvertTime(time.GetUtcNow(), settings.Zone), new(sender, settings.MailFrom), new(person.Name, person.Email!),
            subject, letter.PlainText(), letter.Html())
        {
            ReplyTo = settings.MailReplyTo is { } address ? new(sender, address) : null,
        };
        try
        {
            await mailer.Send(mail, cancellation);
            return true;
        }
        catch (MailException failure)
        {
            NotSent(messageId, person.Id, failure.Fault, failure.Detail);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The mail {MessageId} for {Person} did not leave ({Fault}): {Detail}")]
    private partial void NotSent(string messageId, string person, Domain.Reminders.DeliveryFault fault, string? detail);
}
