using System.Globalization;
using System.Resources;

namespace MinatoTracker.Service.Hosting;

/// <summary>What the command line says, in the language of the run.</summary>
public static class CliTexts
{
    private static readonly ResourceManager Texts = new("MinatoTracker.Service.Resources.Cli", typeof(CliTexts).Assembly);

    public static string Of(string name) =>
        Texts.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text {name}.");

    public static string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, Of(name), values);
}
