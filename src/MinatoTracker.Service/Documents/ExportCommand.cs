using System.CommandLine;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Documents;

/// <summary><c>export --plan minato-2020</c>: the plan in the format that import reads, to standard output.</summary>
public static class ExportCommand
{
    public static Command Build()
    {
        var point = new PointOptions();
        var command = new Command("export", CliTexts.Of("Export")) { point.Plan, point.AsOf, point.KnownAt };
        command.SetAction((parsed, cancellation) => point.Ask(parsed, async (session, plan) =>
        {
            var review = await session.Get<PlanQueries>().LastReview(plan.Plan, new(plan.AsOf, plan.KnownAt), cancellation);
            return CommandLine.PrintJson(PlanExport.Of(plan, review));
        }, cancellation));
        return command;
    }
}
