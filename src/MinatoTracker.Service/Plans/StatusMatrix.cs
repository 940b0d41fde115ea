using MinatoTracker.Domain.Initiatives;
using MinatoTracker.Service.Initiatives;

namespace MinatoTracker.Service.Plans;

/// <summary>How many initiatives stand where on the two axes. A repeated listing (再掲) counts once, a withdrawn initiative not at all.</summary>
public sealed class StatusMatrix
{
    private readonly Dictionary<(AttainmentOutlook?, ProgressStatus?), int> counts;

    private StatusMatrix(Dictionary<(AttainmentOutlook?, ProgressStatus?), int> counts) => this.counts = counts;

    public static IReadOnlyList<AttainmentOutlook?> Outlooks { get; } = [AttainmentOutlook.Expected, AttainmentOutlook.NotExpected];

    /// <summary>The last is the column of rows whose status has no second axis.</summary>
    public static IReadOnlyList<ProgressStatus?> Progresses { get; } = [ProgressStatus.OnSchedule, ProgressStatus.NotOnSchedule, null];

    public int NotAssessed => this[null, null];

    public int Total => counts.Values.Sum();

    public int this[AttainmentOutlook? outlook, ProgressStatus? progress] => counts.GetValueOrDefault((outlook, progress));

    public static StatusMatrix Of(IEnumerable<InitiativeView> rows) => new(rows
        .Where(row => row.RepeatedFrom is null && row.Withdrawn is null)
        .GroupBy(row => (row.AttainmentOutlook, row.ProgressStatus))
        .ToDictionary(group => group.Key, group => group.Count()));

    public int Of(AttainmentOutlook? outlook) => Progresses.Sum(progress => this[outlook, progress]);

    public int Of(ProgressStatus? progress) => Outlooks.Sum(outlook => this[outlook, progress]);
}
