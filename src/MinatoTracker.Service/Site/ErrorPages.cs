using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Site;

/// <summary>Failures as pages that people can read. The API answers with problem details instead.</summary>
public static class ErrorPages
{
    private static readonly string[] NoPages = ["/api", "/openapi", "/health"];

    public static IServiceCollection AddErrorPages(this IServiceCollection services) => services.AddExceptionHandler<FailureAsPage>();

    /// <summary>Fills answers that would have no body: an unknown address, a form without its token.</summary>
    /// <remarks>Not UseStatusCodePages: where that is in use, a page that says itself what is not found loses its body.</remarks>
    public static void UseErrorPages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (IsPage(context.Request) && IsBare(context.Response)) await Show(context, context.Response.StatusCode);
    });

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    private static bool IsPage(HttpRequest request) => !NoPages.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.Ordinal));

    private static async Task Show(HttpContext context, int status, string? trace = null, UnreadableEventException? unreadable = null)
    {
        // The services of the failed request may be half way through rendering another page.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        try
        {
            context.RequestServices = scope.ServiceProvider;
            // A page that was begun has set it, and rendering another would set it again.
            context.Response.Headers.Remove("blazor-enhanced-nav");
            Dictionary<string, object?> parameters = new()
            {
                [nameof(ErrorDocument.Status)] = status,
                [nameof(ErrorDocument.Trace)] = trace,
                [nameof(ErrorDocument.Unreadable)] = unreadable,
            };
            await new RazorComponentResult<ErrorDocument>(parameters) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    private sealed class FailureAsPage(DatabaseState database) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (!IsPage(context.Request)) return false;
            // The language was chosen further inside, and the choice ended where the failure passed.
            if (context.Features.Get<IRequestCultureFeature>() is { } chosen) CultureInfo.CurrentUICulture = chosen.RequestCulture.UICulture;
            var status = StatusOf(exception);
            if (status == StatusCodes.Status503ServiceUnavailable) context.Response.TryAgainSoon();
            var trace = status == StatusCodes.Status500InternalServerError ? Activity.Current?.Id ?? context.TraceIdentifier : null;
            await Show(context, status, trace, exception as UnreadableEventException);
            return true;
        }

        private int StatusOf(Exception exception) => exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            EventLogUnavailableException => StatusCodes.Status503ServiceUnavailable,
            UnfitEventException => StatusCodes.Status400BadRequest,
            // Before the schema is in place, nothing that a page asks for can be there.
            _ when !database.IsReady => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
    }
}
