using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// The reminder that a letter has its Message-ID from. It is kept until the letter is recorded, so that a resend after a crash is
/// recognised, whatever else has become due. The deadline is part of it: what is due anew after a move is another letter.
/// </summary>
public sealed record LetterName(string Reminder)
{
    /// <param name="before">What an earlier try was named after.</param>
    public static LetterName Of(IReadOnlyList<LetterPart> parts, string? before = null)
    {
        var names = parts.Select(part => FormattableString.Invariant($"{part.Identity}/{part.Reminder.Deadline:yyyy-MM-dd}")).ToList();
        return new(before is not null && names.Contains(before) ? before : names[0]);
    }

    /// <summary>Without angle brackets.</summary>
    public string MessageId(TrackerSettings settings)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Tenant}/{Reminder}"));
        return $"reminder-{Convert.ToHexStringLower(digest)[..32]}@{settings.MailFrom.Split('@')[^1]}";
    }
}
