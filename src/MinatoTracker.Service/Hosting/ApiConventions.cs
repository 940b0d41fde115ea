using MinatoTracker.Service.Comparing;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.Jobs;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reminders;
using MinatoTracker.Service.Reviews;
using MinatoTracker.Service.Targets;

namespace MinatoTracker.Service.Hosting;

/// <summary>The JSON API: version 1 of everything under one prefix.</summary>
public static class ApiConventions
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        api.MapPlanApi();
        api.MapInitiativeApi();
        api.MapTargetApi();
        api.MapComparingApi();
        api.MapReviewApi();
        api.MapReminderApi();
        api.MapJobsApi();
    }

    /// <summary>What every POST answers, and who may send it.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder route, string permission) => route
        .RequireAuthorization(permission)
        .Produces<PostAnswer>(201).Produces<PostAnswer>(200)
        .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);
}
