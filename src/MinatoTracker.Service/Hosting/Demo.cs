using System.Globalization;
using MinatoTracker.Domain.Calendars;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Documents;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Plans;
using MinatoTracker.Service.Reviews;

namespace MinatoTracker.Service.Hosting;

/// <summary>
/// Fills an empty database for someone who wants to look around: the sample plan of 2020, and a plan of the current fiscal year,
/// carried over from it, with a review whose deadline is a week of business days away, and to which sections have reported in part.
/// </summary>
public sealed class Demo(
    Tracker tracker, PlanImport import, PlanQueries plans, DemoPeople people, DemoReports reports, DatabaseState database, TrackerSettings settings, TimeProvider time)
    : BackgroundService
{
    private const string By = PeopleDirectory.Operator;
    private const string SamplePlan = "minato-2020";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WhenReady(stoppingToken);
        var today = settings.Today(time);
        var read = PlanDocumentFile.Read(await File.ReadAllTextAsync(SampleFile(), stoppingToken));
        var sample = read.Document ?? throw new InvalidOperationException($"The sample can't be read: {read.Problem}");
        await import.Import(SamplePlan, sample, By, cancellation: stoppingToken);

        var year = FiscalYear.Of(today);
        var current = $"minato-{year}";
        if (await plans.Plan(SamplePlan, new(today), stoppingToken) is not { } source || year.Year == source.FiscalYear) return;
        var title = source.Title.Replace(EraText.Format(new FiscalYear(source.FiscalYear)), EraText.Format(year), StringComparison.Ordinal);
        await import.Import(current, PlanExport.ForNextYear(source, year.Year, title), By, SamplePlan, stoppingToken);
        await ScheduleReview(current, today, year, stoppingToken);
        var accounts = await people.Create(CultureInfo.GetCultureInfo("en"), stoppingToken);
        await reports.Fill(current, ReviewKeys.Of(ReviewKind.MidYear), source, accounts.People, stoppingToken);
        Console.Out.WriteLine(string.Join(Environment.NewLine, [$"Look around at {settings.PublicUrl}", .. accounts.Lines]));
    }

    private async Task ScheduleReview(string plan, DateOnly today, FiscalYear year, CancellationToken cancellation)
    {
        // By the calendar the mid-year review stands at 31 August. Before that day a demo could show no open review,
        // so it takes the day before today instead.
        var preset = new DateOnly(year.Year, 8, 31);
        var cutoff = preset < today ? preset : today.AddDays(-1);
        var deadline = BusinessCalendar.Japan.AddBusinessDays(today, 5);
        var schedule = new ScheduleReview(new(By, today), ReviewKind.MidYear, cutoff, deadline);
        await tracker.Handle(
            Streams.Review(plan, ReviewKeys.Of(ReviewKind.MidYear)),
            By,
            state => state.IsScheduled ? Domain.Decision.Nothing : Scheduling.Decide(schedule, state),
            cancellation: cancellation);
    }

    private static string SampleFile()
    {
        var copied = Path.Combine(AppContext.BaseDirectory, "samples", "minato-2020.json");
        return File.Exists(copied) ? copied : throw new FileNotFoundException("The sample plan is missing from the build.", copied);
    }
}
