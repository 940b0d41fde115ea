namespace MinatoTracker.Service.Jobs;

/// <summary>A job as a feature asked for it.</summary>
/// <param name="Name">Stable: its runs are kept under it, and people type it.</param>
/// <param name="Together">It may be under way on several nodes at once.</param>
public sealed record PlannedJob(string Name, JobSchedule Schedule, Func<IServiceProvider, IJob> Create, bool Together = false);

/// <summary>Which jobs a feature wants run: each on one node at a time, unless it asks for more.</summary>
public sealed class JobPlan(IServiceCollection services)
{
    /// <summary>Again and again, from the start on.</summary>
    /// <param name="together">When a run takes longer than the interval, other nodes join in.</param>
    public void Every<TJob>(string name, TimeSpan interval, bool together = false)
        where TJob : class, IJob => Add<TJob>(name, new EveryInterval(interval), together);

    /// <summary>Every day at a time by the office's clock.</summary>
    public void Daily<TJob>(string name, TimeOnly at)
        where TJob : class, IJob => Add<TJob>(name, new AtLocalTime(at));

    /// <summary>Every week on a day at a time by the office's clock.</summary>
    public void Weekly<TJob>(string name, DayOfWeek on, TimeOnly at)
        where TJob : class, IJob => Add<TJob>(name, new AtLocalTime(at, on));

    private void Add<TJob>(string name, JobSchedule schedule, bool together = false)
        where TJob : class, IJob
    {
        services.AddSingleton<TJob>();
        services.AddSingleton(new PlannedJob(name, schedule, provider => provider.GetRequiredService<TJob>(), together));
    }
}
