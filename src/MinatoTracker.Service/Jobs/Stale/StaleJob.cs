namespace MinatoTracker.Service.Jobs.Stale;

/// <summary>Comes at night and counts the stale figures. It mails nobody: the list is on a page and in the weekly summary.</summary>
public sealed class StaleJob(StaleQueries stale) : IJob
{
    public async Task<JobOutcome> Run(CancellationToken cancellation)
    {
        var figures = await stale.Today(cancellation);
        return figures.Count == 0
            ? JobOutcome.Done("NoneStale", stale.Days)
            : JobOutcome.Done("Stale", stale.Days, figures.Count, figures.Select(figure => figure.OwningSection).Distinct().Count());
    }
}
