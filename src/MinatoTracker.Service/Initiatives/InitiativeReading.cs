using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;

namespace MinatoTracker.Service.Initiatives;

/// <summary>What every page about one initiative shows.</summary>
/// <param name="Record">Of the initiative itself: for a repeated listing (再掲) the one that it shows once more.</param>
/// <param name="Names">People's names by their ids.</param>
public sealed record InitiativeFacts(
    PlanView Plan, InitiativeView Row, InitiativeRecord Record, IReadOnlyDictionary<string, string> Names)
{
    public string Address => $"/plans/{Plan.Plan}/initiatives/{Row.Code}";

    /// <summary>Null for a row of the reform plan.</summary>
    public IssueView? Issue => Plan.Issues.FirstOrDefault(issue => issue.Strategies.Any(strategy => strategy.Initiatives.Contains(Row)));

    public StrategyView? Strategy => Issue?.Strategies.First(strategy => strategy.Initiatives.Contains(Row));

    public string NameOf(string person) => Names.GetValueOrDefault(person, person);

    /// <summary>Name of an indicator as it stood on a day.</summary>
    public string IndicatorName(string id, DateOnly day)
    {
        var history = Record.TargetHistory.FirstOrDefault(history => history.Indicator == id);
        return history?.Revisions.LastOrDefault(revision => revision.EffectiveDate <= day && revision.NewIndicatorName is not null)?.NewIndicatorName
            ?? history?.Name ?? id;
    }

    /// <summary>Unit of the target that stood on a day: what an actual of that day is counted in.</summary>
    public string? UnitOf(string indicator, DateOnly day)
    {
        var history = Record.TargetHistory.FirstOrDefault(history => history.Indicator == indicator);
        var target = history?.Revisions.LastOrDefault(revision => revision.EffectiveDate <= day)?.NewTarget ?? history?.Original?.Target;
        return target?.Unit;
    }
}

/// <summary>Reads an initiative for its pages: the plan as it stood, the initiative's own events, and who the people are.</summary>
public sealed class InitiativeReading(PlanQueries plans, InitiativeQueries initiatives, PeopleDirectory people)
{
    /// <returns>The plan is null where it is unknown at that point, the facts where it does not list the code.</returns>
    public async Task<(PlanView? Plan, InitiativeFacts? Facts)> Read(string plan, string code, PointInTime at, CancellationToken cancellation)
    {
        if (await plans.Plan(plan, at, cancellation) is not { } view) return (null, null);
        if (view.AllInitiatives().FirstOrDefault(row => row.Code == code) is not { } row) return (view, null);
        var original = row.RepeatedFrom ?? code;
        var record = await initiatives.Record(plan, original, at, cancellation) ?? new(plan, original, 0, [], []);
        return (view, new(view, row, record, await people.Names(PeopleIn(record), cancellation)));
    }

    private static IEnumerable<string> PeopleIn(InitiativeRecord record) => record.Timeline
        .SelectMany(entry => new[] { entry.Event.Provenance.By, (entry.Event as TargetRevised)?.ProposedBy })
        .OfType<string>();
}
