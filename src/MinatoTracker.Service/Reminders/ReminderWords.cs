using System.Globalization;
using System.Resources;

namespace MinatoTracker.Service.Reminders;

/// <summary>Texts of this feature in a language that is named: a mail is not written in the language of whoever happens to look at a page.</summary>
public static class ReminderWords
{
    private static readonly ResourceManager Texts = new("MinatoTracker.Service.Resources.RemindersTexts", typeof(ReminderWords).Assembly);

    public static string In(CultureInfo language, string name, params ReadOnlySpan<object?> values) => string.Format(
        language, Texts.GetString(name, language) ?? throw new MissingManifestResourceException($"There is no text {name}."), values);

    /// <summary>In the language that is spoken at the moment.</summary>
    public static string Of(string name, params ReadOnlySpan<object?> values) => In(CultureInfo.CurrentUICulture, name, values);

    public static string Of(Enum choice) => Of($"{choice.GetType().Name}.{choice}");
}
