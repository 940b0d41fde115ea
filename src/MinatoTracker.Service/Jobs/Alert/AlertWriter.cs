using MinatoTracker.Domain.Access;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Jobs.Alert;

/// <summary>What the last check found wrong, to these people.</summary>
/// <param name="People">Their ids.</param>
public sealed record AlertTo(string[] People);

/// <summary>Tells who is an administrator at that moment what is wrong at that moment, one after the other.</summary>
public sealed class AlertWriter(AlertLetter letter, DamageAlerts alerts, JobPost post) : IMailHandover<AlertTo>
{
    public async Task<int> Write(AlertTo mails, CancellationToken cancellation)
    {
        if (await alerts.LastFound(cancellation) is not { } damage) return 0;
        var failed = 0;
        foreach (var person in (await post.With(Role.Administrator, cancellation)).Where(person => mails.People.Contains(person.Id)))
            failed += await Tell(person, damage, cancellation) ? 0 : 1;
        return failed;
    }

    private Task<bool> Tell(Person person, Damage damage, CancellationToken cancellation)
    {
        var messageId = post.MessageId("alert", damage.AboutTo(person.Id));
        return post.SendOnce(
            person, messageId, AlertLetter.Subject(damage), letter.To(person, damage),
            connection => alerts.Record(connection, damage, person.Id, messageId, cancellation), cancellation);
    }
}
