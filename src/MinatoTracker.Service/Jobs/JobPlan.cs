namespace MinatoTracker.Service.Jobs;

/// <summary>A job as a feature asked for it.</summary>
/// <param name="Name">Stable: its runs are kept under it, and people type it.</param>
public sealed record PlannedJob(string Name, JobSchedule Schedule, Func<IServiceProvider, IJob> Create);

/// <summary>Which jobs a feature wants run: each on one node at a time.</summary>
public sealed class JobPlan(IServiceCollection services)
{
    /// <summary>Again and again, from the start on.</summary>
    public void Every<TJob>(string name, TimeSpan interval)
        where TJob : class, IJob => Add<TJob>(name, new EveryInterval(interval));

    /// <summary>Every day at a time by the office's clock.</summary>
    public void Daily<TJob>(string name, TimeOnly at)
        where TJob : class, IJob => Add<TJob>(name, new AtLocalTime(at));

    /// <summary>Every week on a day at a time by the office's clock.</summary>
    public void Weekly<TJob>(string name, DayOfWeek on, TimeOnly at)
        where TJob : class, IJob => Add<TJob>(name, new AtLocalTime(at, on));

    private void Add<TJob>(string name, JobSchedule schedule)
        where TJob : class, IJob
    {
        services.AddSingleton<TJob>();
        services.AddSingleton(new PlannedJob(name, schedule, provider => provider.GetRequiredService<TJob>()));
    }
}
