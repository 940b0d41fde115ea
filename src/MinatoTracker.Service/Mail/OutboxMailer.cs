using MinatoTracker.Domain.Reminders;

namespace MinatoTracker.Service.Mail;

/// <summary>Puts mails into a folder where there is no mail server: the same bytes, one .eml file each.</summary>
public sealed class OutboxMailer(string folder) : IMailer
{
    public async Task Send(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // Named after its Message-ID: a resend replaces the first copy.
            var file = Path.Combine(folder, $"{mail.MessageId.Split('@')[0]}.eml");
            var unfinished = $"{file}.{Guid.NewGuid():N}.tmp";
            await File.WriteAllBytesAsync(unfinished, MimeWriter.Write(mail), cancellation);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (FormatException failure)
        {
            throw new MailException(DeliveryFault.AddressRefused, failure.Message, isPermanent: true, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailException(DeliveryFault.OutboxNotWritable, failure.Message, inner: failure);
        }
    }
}
