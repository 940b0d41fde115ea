using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace MinatoTracker.Service.Site;

/// <summary>
/// Serves wwwroot from inside the assembly, so that pages look right wherever the service was started from.
/// Addresses carry a digest of the content, so that browsers keep a file until it changes.
/// </summary>
public static class SiteAssets
{
    private static readonly EmbeddedFileProvider Files = new(typeof(SiteAssets).Assembly, "MinatoTracker.Service.wwwroot");

    public static string StyleSheet { get; } = AddressOf("site.css");

    public static string Icon { get; } = AddressOf("icon.svg");

    public static void UseAssets(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = Files,
        OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
    });

    private static string AddressOf(string file)
    {
        using var content = Files.GetFileInfo(file).CreateReadStream();
        return $"/{file}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
