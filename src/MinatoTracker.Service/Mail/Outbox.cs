using System.Globalization;
using System.Text.RegularExpressions;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Mail;

/// <summary>A mail that waits in the outbox folder.</summary>
/// <param name="Name">Of its file, without the extension.</param>
public sealed record OutboxMail(string Name, DateTimeOffset Date, string To, string Subject, string Text, string Source);

/// <summary>The mails that had no mail server to go to.</summary>
public sealed partial class Outbox(TrackerSettings settings)
{
    /// <summary>Mails land here, and not at a mail server.</summary>
    public bool IsInUse => settings.Smtp is null;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<OutboxMail> List()
    {
        if (!Directory.Exists(settings.Outbox)) return [];
        return [.. Directory.EnumerateFiles(settings.Outbox, "*.eml").Select(Read).OfType<OutboxMail>().OrderByDescending(mail => mail.Date)];
    }

    /// <returns>Null for an unknown name.</returns>
    public OutboxMail? Find(string name) => NameOfMail().IsMatch(name) ? Read(Path.Combine(settings.Outbox, name + ".eml")) : null;

    /// <summary>Takes away mails that were written before a time, and files of which the writing was broken off.</summary>
    /// <returns>How many.</returns>
    public int DeleteBefore(DateTimeOffset time)
    {
        if (!Directory.Exists(settings.Outbox)) return 0;
        string[] old =
        [
            .. Directory.EnumerateFiles(settings.Outbox)
                .Where(file => Path.GetExtension(file) is ".eml" or ".tmp" && File.GetLastWriteTimeUtc(file) < time.UtcDateTime),
        ];
        foreach (var file in old) File.Delete(file);
        return old.Length;
    }

    private static OutboxMail? Read(string file)
    {
        try
        {
            var source = File.ReadAllText(file);
            var mail = MimeReader.Read(source);
            var date = DateTimeOffset.ParseExact(
                mail.Header("Date"), "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None);
            return new(Path.GetFileNameWithoutExtension(file), date, mail.Header("To"), mail.Header("Subject"), mail.Text("text/plain"), source);
        }
        catch (Exception failure) when (failure is IOException or FormatException or ArgumentException or UnauthorizedAccessException)
        {
            // Somebody else's file, or one that was taken away just now.
            return null;
        }
    }

    // What OutboxMailer calls its files, and no way out of the folder.
    [GeneratedRegex("^[0-9a-z-]{1,100}$")]
    private static partial Regex NameOfMail();
}
