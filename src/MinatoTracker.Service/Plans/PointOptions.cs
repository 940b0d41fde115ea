using System.CommandLine;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Plans;

/// <summary>The options of every command that asks for a plan at a point in time.</summary>
public sealed class PointOptions
{
    public Option<string> Plan { get; } = new("--plan") { Description = CliTexts.Of("PlanOption"), DefaultValueFactory = _ => "minato-2020" };

    public Option<string?> AsOf { get; } = new("--as-of") { Description = CliTexts.Of("AsOfOption") };

    public Option<string?> KnownAt { get; } = new("--known-at") { Description = CliTexts.Of("KnownAtOption") };

    /// <summary>Reads the plan at the point and hands it on; an unknown plan or a date that is none is told and fails.</summary>
    public Task<int> Ask(ParseResult parsed, Func<Session, PlanView, Task<int>> answer, CancellationToken cancellation) =>
        CommandLine.InSession(
            async session =>
            {
                var key = parsed.GetValue(Plan)!;
                var query = Read(parsed, session);
                if (query.Misread.Count > 0) return CommandLine.Fail(CliTexts.Of("NotADate", query.Misread[0].Detail));
                return await session.Get<PlanQueries>().Plan(key, query.At, cancellation) is { } plan
                    ? await answer(session, plan)
                    : CommandLine.Fail(CliTexts.Of("UnknownPlan", key));
            },
            cancellation);

    public PointInTimeQuery Read(ParseResult parsed, Session session) => PointInTimeQuery.Read(
        field => field == "asOf" ? parsed.GetValue(AsOf) : parsed.GetValue(KnownAt),
        session.Get<TrackerSettings>(),
        session.Get<TimeProvider>());
}
