using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using MinatoTracker.Domain;

namespace MinatoTracker.Service.People;

/// <summary>How names, addresses and passwords may be written.</summary>
internal static partial class Spelling
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 256;
    private const int LongestName = 200;

    /// <summary>
    /// As it is kept: small letters, half width. A person whose keyboard writes ＰＬＡＮＮＥＲ means planner.
    /// Null for what no sign-in name looks like.
    /// </summary>
    public static string? SignInName(string? typed)
    {
        if (!IsPlain(typed)) return null;
        var name = typed!.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        return SignInNamePattern().IsMatch(name) ? name : null;
    }

    public static IEnumerable<Refusal> Mistakes(NewPerson person)
    {
        if (SignInName(person.SignInName) is null) yield return new("signInName", RefusalCode.NotAChoice);
        if (string.IsNullOrWhiteSpace(person.DisplayName)) yield return new("displayName", RefusalCode.Required);
        else if (!IsShortAndPlain(person.DisplayName)) yield return new("displayName", RefusalCode.TooLong, $"{LongestName}");
        if (person.Email is { } email && !(IsShortAndPlain(email) && MailAddress.TryCreate(email, out var address) && address.Address == email))
            yield return new("email", RefusalCode.NotAChoice, email);
        if (person.Section is { } section && !IsShortAndPlain(section)) yield return new("section", RefusalCode.TooLong, $"{LongestName}");
        if (person.Password is { } password)
            foreach (var mistake in PasswordMistakes(password, SignInName(person.SignInName))) yield return mistake;
    }

    // Length is what makes a password hard to guess; rules about its characters make people write it down.
    public static IEnumerable<Refusal> PasswordMistakes(string password, string? signInName)
    {
        if (password.Length < ShortestPassword) yield return new("password", RefusalCode.OutOfBounds, $"{ShortestPassword}");
        else if (password.Length > LongestPassword) yield return new("password", RefusalCode.TooLong, $"{LongestPassword}");
        else if (string.Equals(password, signInName, StringComparison.OrdinalIgnoreCase)) yield return new("password", RefusalCode.SameAsBefore);
    }

    public static bool IsShortAndPlain(string text) => text.Length <= LongestName && IsPlain(text);

    // Control characters break lines of mails; half a surrogate pair is no text that a database keeps.
    private static bool IsPlain(string? text) =>
        text is not null && !text.Any(char.IsControl) && !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{1,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex SignInNamePattern();
}
