using System.Globalization;
using System.Resources;
using MinatoTracker.Domain;

namespace MinatoTracker.Service;

/// <summary>Sign-in, people, roles and tokens: Resources/PeopleTexts.resx (Japanese) and PeopleTexts.en.resx.</summary>
/// <remarks>In the root namespace because the localizer finds a file by the class's name below it.</remarks>
public sealed class PeopleTexts
{
    private static readonly ResourceManager Resources = new("MinatoTracker.Service.Resources.PeopleTexts", typeof(PeopleTexts).Assembly);

    private PeopleTexts()
    {
    }

    /// <summary>For commands, which describe themselves before any service stands.</summary>
    public static string Of(string name, params ReadOnlySpan<object?> values) => In(CultureInfo.CurrentUICulture, name, values);

    public static string In(CultureInfo language, string name, params ReadOnlySpan<object?> values) =>
        string.Format(language, Resources.GetString(name, language) ?? name, values);

    public static string Of(Refusal refusal) => Of($"Refused.{refusal.Field}.{refusal.Code}", refusal.Detail);
}
