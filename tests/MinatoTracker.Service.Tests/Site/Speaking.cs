using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Site;

namespace MinatoTracker.Service.Tests.Site;

/// <summary>The words of one language, without the rest of the service.</summary>
internal static class Speaking
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging().AddLocalization(options => options.ResourcesPath = "Resources")
        .AddSingleton(new TrackerSettings { LocalFolder = "" })
        .AddSingleton<Words>()
        .BuildServiceProvider();

    public static T In<T>(string language, Func<Words, T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say(Services.GetRequiredService<Words>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
