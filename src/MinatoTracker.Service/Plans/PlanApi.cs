using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Plans;

public static class PlanApi
{
    public static void MapPlanApi(this RouteGroupBuilder api)
    {
        api.MapGet("/plans", List).WithSummary("The plans of this office, the latest fiscal year first.");
        api.MapGet("/plans/{plan}", Show)
            .WithSummary("The whole plan on a day (asOf), as known at a time (knownAt).")
            .Produces<PlanView>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> List(
        HttpRequest request, PlanQueries plans, TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var query = PointInTimeQuery.Read(request.Query, settings, time);
        return query.Misread.Count > 0 ? Problems.Refused(query.Misread) : Results.Ok(await plans.Plans(query.At, cancellation));
    }

    private static async Task<IResult> Show(
        string plan, HttpRequest request, PlanQueries plans, TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var query = PointInTimeQuery.Read(request.Query, settings, time);
        if (query.Misread.Count > 0) return Problems.Refused(query.Misread);
        return await plans.Plan(plan, query.At, cancellation) is { } view ? Results.Ok(view) : Problems.UnknownPlan(plan);
    }
}
