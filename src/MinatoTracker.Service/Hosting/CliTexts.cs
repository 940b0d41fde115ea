using System.Globalization;
using System.Resources;

namespace MinatoTracker.Service.Hosting;

/// <summary>What the command line says, in the language of the run.</summary>
public static class CliTexts
{
    private static readonly ResourceManager Texts = new("MinatoTracker.Service.Resources.Cli", typeof(CliTexts).Assembly);

    private static readonly ResourceManager Words = new("MinatoTracker.Service.Resources.WordsTexts", typeof(CliTexts).Assembly);

    /// <summary>The word for one of the domain's choices, as the pages say it.</summary>
    public static string Word<T>(T choice)
        where T : struct, Enum =>
        Words.GetString($"{typeof(T).Name}.{choice}", CultureInfo.CurrentUICulture)
        ?? throw new MissingManifestResourceException($"There is no word for {typeof(T).Name}.{choice}.");

    public static string Of(string name) =>
        Texts.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text {name}.");

    public static string Of(string name, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, Of(name), values);
}
