using MinatoTracker.Domain;
using MinatoTracker.Service.Initiatives;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Hosting;

/// <summary>Lets the demo's sections report a part of what they owe, with last year's figures, so that the review's board shows something.</summary>
public sealed class DemoReports(ReviewReading reviews, Reporting reporting, ReviewCommands commands)
{
    /// <summary>Of every section the first so many initiatives in the plan's order.</summary>
    private const int Reported = 4;

    /// <param name="source">The plan whose figures are taken over.</param>
    /// <param name="people">Those of the demo: a reporter of each section.</param>
    public async Task Fill(string plan, string review, PlanView source, IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        // Who looked around before may have gone on from there.
        if ((await reviews.Read(plan, review, cancellation)).State.Submissions.Count > 0) return;
        var assessed = source.AllInitiatives().Where(row => row is { RepeatedFrom: null, AttainmentOutlook: not null, OwningSection: not null });
        foreach (var section in assessed.GroupBy(row => row.OwningSection))
        {
            if (people.FirstOrDefault(person => person.Section == section.Key) is not { } person) continue;
            foreach (var row in section.Take(Reported))
                await reporting.Send(new(plan, row.Code, person.Id), review, ReportOf(row), cancellation);
        }

        var returned = assessed.First();
        await commands.Return(new(plan, review, PeopleDirectory.Operator), returned.Code, CliTexts.Of("Demo.ReturnReason"), cancellation);
    }

    private static Report ReportOf(InitiativeView row) => new(
        $"demo-{row.Code}",
        row.Indicators.Where(indicator => indicator.Actual is not null)
            .Select(indicator => new ReportedActual(indicator.Id, indicator.Actual!)).ToValueList(),
        new(row.AttainmentOutlook!.Value, row.ProgressStatus, null),
        row.ActivityRecords);
}
