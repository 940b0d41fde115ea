using System.Globalization;
using System.Resources;

namespace MinatoTracker.Service.Reminders;

/// <summary>The texts of a resource file, for the command line and whatever else has no localizer at hand.</summary>
internal sealed class TextFile(string name)
{
    private readonly ResourceManager texts = new($"MinatoTracker.Service.Resources.{name}", typeof(TextFile).Assembly);

    /// <summary>In the language that is spoken at the moment.</summary>
    public string Of(string name, params ReadOnlySpan<object?> values) => In(CultureInfo.CurrentUICulture, name, values);

    public string In(CultureInfo language, string name, params ReadOnlySpan<object?> values) => string.Format(
        language, texts.GetString(name, language) ?? throw new MissingManifestResourceException($"There is no text {name}."), values);
}
