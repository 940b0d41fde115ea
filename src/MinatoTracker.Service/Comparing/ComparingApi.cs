using MinatoTracker.Domain;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Comparing;

public static class ComparingApi
{
    public static void MapComparingApi(this RouteGroupBuilder api) => api.MapGet("/plans/{plan}/diff", Diff)
        .WithSummary("What differs between two days (from, to), each as known at a time (fromKnownAt, toKnownAt).")
        .Produces<PlanDiff>().ProducesProblem(404).ProducesProblem(422);

    private static async Task<IResult> Diff(
        string plan, HttpRequest request, PlanQueries plans, TrackerSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var (from, to) = (Point(request, "from", settings, time), Point(request, "to", settings, time));
        ValueList<Refusal> misread = [.. from.Misread, .. to.Misread];
        if (misread.Count > 0) return Problems.Refused(misread);
        var (before, after) = (await plans.Snapshot(plan, from.At, cancellation), await plans.Snapshot(plan, to.At, cancellation));
        return before is null && after is null
            ? Problems.UnknownPlan(plan)
            : Results.Ok(PlanDiff.Between(plan, from.At, before, to.At, after));
    }

    private static PointInTimeQuery Point(HttpRequest request, string side, TrackerSettings settings, TimeProvider time) =>
        Point(field => request.Query[field].FirstOrDefault(), side, settings, time);

    /// <summary>The fields <c>from</c> and <c>fromKnownAt</c>, or <c>to</c> and <c>toKnownAt</c>; what is misread goes by these names too.</summary>
    internal static PointInTimeQuery Point(Func<string, string?> text, string side, TrackerSettings settings, TimeProvider time)
    {
        string Name(string field) => field == "asOf" ? side : $"{side}KnownAt";
        var read = PointInTimeQuery.Read(field => text(Name(field)), settings, time);
        return read with { Misread = read.Misread.Select(refusal => refusal with { Field = Name(refusal.Field) }).ToValueList() };
    }
}
