namespace MinatoTracker.Service.Jobs;

/// <summary>When a job comes next, and whether it should have come by now. Told by its schedule and its last run, not by the scheduler:
/// a scheduler that is at a standstill would not say so.</summary>
/// <param name="Next">Never in the past.</param>
public readonly record struct JobTiming(DateTimeOffset Next, bool IsOverdue)
{
    /// <summary>A node that starts, or a run that takes long, is no cause for alarm.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <param name="last">When it last began; null where it never did.</param>
    public static JobTiming Of(JobSchedule schedule, DateTimeOffset? last, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (last is not { } began) return new(schedule is EveryInterval ? now : schedule.NextAfter(now, zone), false);
        var due = schedule.NextAfter(began, zone);
        var next = due > now ? due : schedule is EveryInterval ? now : schedule.NextAfter(now, zone);
        return new(next, due + Grace < now);
    }
}
