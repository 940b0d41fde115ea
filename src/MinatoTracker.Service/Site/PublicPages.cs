using System.Globalization;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Site;

/// <summary>
/// Pages that say the same to everybody who is not signed in. They are rendered once, and shown again for as long as nothing is appended
/// to the office's log, whichever process appends it: what a page is kept under holds the log's last position.
/// </summary>
/// <remarks>For pages that show nothing but what is in the log: a person's name can change without an event.</remarks>
public static class PublicPages
{
    /// <summary>Put on a page by <c>[OutputCache(PolicyName = PublicPages.Kept)]</c>.</summary>
    public const string Kept = "public-page";

    // An overview is some 70 KiB.
    private const long MostBytes = 8 << 20;

    public static IServiceCollection AddPublicPages(this IServiceCollection services) => services.AddOutputCache(options =>
    {
        options.SizeLimit = MostBytes;
        options.AddPolicy(Kept, page => page
            .With(asked => asked.HttpContext.User.Identity?.IsAuthenticated is not true)
            .Expire(TimeSpan.FromHours(1))
            .VaryByValue(_ => new("language", CultureInfo.CurrentUICulture.Name))
            .VaryByValue(context => new("today", Today(context.RequestServices)))
            .VaryByValue(async (context, cancellation) => new("position", await LastPosition(context, cancellation))));
    });

    private static string Today(IServiceProvider services) => services.GetRequiredService<TrackerSettings>()
        .Today(services.GetRequiredService<TimeProvider>()).ToString("O", CultureInfo.InvariantCulture);

    private static async Task<string> LastPosition(HttpContext context, CancellationToken cancellation)
    {
        var tenant = context.RequestServices.GetRequiredService<TrackerSettings>().Tenant;
        var position = await context.RequestServices.GetRequiredService<IEventLog>().LastPosition(tenant, cancellation);
        return position.ToString(CultureInfo.InvariantCulture);
    }
}
