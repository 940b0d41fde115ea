using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Site;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>Hangfire's own pages, for administrators.</summary>
public static class HangfireDashboard
{
    public const string Path = "/hangfire";

    // Its scripts are files of its own; its charts and cards are coloured by attributes.
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapHangfireDashboard(this IEndpointRouteBuilder routes)
    {
        var options = new DashboardOptions
        {
            AppPath = "/jobs",
            DashboardTitle = "MinatoTracker",
            FaviconPath = "/icon.svg",
            DisplayStorageConnectionString = false,
            // In place of Hangfire's own, which lets in whoever comes from the same machine: behind a proxy, everybody.
            Authorization = [],
            AsyncAuthorization = [new Administrators()],
        };
        var storage = routes.ServiceProvider.GetRequiredService<JobStorage>();
        var pages = routes.CreateApplicationBuilder()
            .UsePathBase(Path)
            .UseMiddleware<AspNetCoreDashboardMiddleware>(storage, options, DashboardRoutes.Routes, true)
            .Build();
        routes.Map(Path + "/{**path}", pages)
            .RequireAuthorization(Permissions.Administer)
            .WithMetadata(new OwnContentSecurityPolicy(Policy));
    }

    /// <summary>The endpoint sends strangers to sign in; this keeps them out wherever else the dashboard might be mounted.</summary>
    private sealed class Administrators : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var http = context.GetHttpContext();
            var decided = await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, Permissions.Administer);
            return decided.Succeeded;
        }
    }
}
