using MinatoTracker.Domain.Initiatives;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Import;

public sealed class ImportTests(SampleService service) : IClassFixture<SampleService>
{
    private static readonly PointInTime EndOfOctober = new(new(2020, 10, 31));

    [Fact]
    public async Task Importing_the_same_file_again_changes_nothing()
    {
        var before = await Events();

        var report = await service.Get<PlanImport>().Import("minato-2020", await SampleService.Sample(), "someone-else");

        report.EventsRecorded.ShouldBe(0);
        report.Differences.ShouldBeEmpty();
        (await Events()).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task The_published_revisions_become_events_with_old_and_new()
    {
        var revised = (await Events())
            .Where(stored => stored.Stream.StartsWith("initiative/minato-2020/", StringComparison.Ordinal))
            .Select(EventTypes.FromStore).OfType<TargetRevised>().ToArray();

        revised.Select(r => (r.OldTarget.Value, r.NewTarget.Value)).ShouldBe([(30, 2), (null, 8.8m), (25000, 2000)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_exported_imports_into_an_equal_plan()
    {
        var plans = service.Get<PlanQueries>();
        var plan = (await plans.Plan("minato-2020", EndOfOctober))!;
        var written = PlanDocumentFile.Write(PlanExport.Of(plan, await plans.LastReview("minato-2020", EndOfOctober)));

        await service.Get<PlanImport>().Import("copy-2020", PlanDocumentFile.Read(written).Document!, "operator");

        var copy = (await plans.Plan("copy-2020", EndOfOctober))!;
        copy.AllInitiatives().Select(Comparable).ShouldBe(plan.AllInitiatives().Select(Comparable));
    }

    [Fact]
    public async Task A_plan_carried_over_begins_with_the_targets_in_force_and_no_reports()
    {
        var plans = service.Get<PlanQueries>();
        var source = (await plans.Plan("minato-2020", EndOfOctober))!;

        await service.Get<PlanImport>().Import("minato-2021", PlanExport.ForNextYear(source, 2021, "令和3年度 港区運営方針"), "operator", "minato-2020");

        var next = (await plans.Plan("minato-2021", new(new(2021, 4, 1))))!;
        next.AllInitiatives().Count().ShouldBe(50);
        next.AllInitiatives().ShouldAllBe(row => row.AttainmentOutlook == null && row.ActivityRecords.Count == 0);
        var row = next.AllInitiatives().Single(row => row.Code == "3-3-6");
        row.Indicators.Single().OriginalTarget.Value.ShouldBe(2);
        row.Indicators.Single().Revised.ShouldBeFalse();
    }

    [Fact]
    public async Task A_target_that_a_later_file_tells_otherwise_is_told_and_not_changed()
    {
        var document = await SampleService.Sample();
        var altered = PlanDocumentFile.Write(document).Replace("\"55%以上\"", "\"66%以上\"", StringComparison.Ordinal);

        var report = await service.Get<PlanImport>().Import("minato-2020", PlanDocumentFile.Read(altered).Document!, "operator");

        report.Differences.ShouldBe([("1-1-1", "1")]);
        var plan = (await service.Get<PlanQueries>().Plan("minato-2020", EndOfOctober))!;
        plan.AllInitiatives().First().Indicators[0].Target.Text.ShouldBe("55%以上");
    }

    private Task<IReadOnlyList<StoredEvent>> Events() => service.Get<IEventLog>().ReadAll("minato", 0, 100_000);

    private static string Comparable(Service.Initiatives.InitiativeView row) =>
        System.Text.Json.JsonSerializer.Serialize(
            row with { Indicators = [.. row.Indicators.Select(i => i with { Revision = i.Revision is { } r ? r with { Id = "" } : null })] }, JsonShapes.Options);
}
