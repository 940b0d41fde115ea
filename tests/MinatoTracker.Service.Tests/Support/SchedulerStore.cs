using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Tests.Support;

/// <summary>Where the edition's scheduler keeps its jobs.</summary>
internal static class SchedulerStore
{
    public static string Schema => IsDefault ? "quartz" : "hangfire_minato";

    /// <summary>Names of the jobs that it keeps.</summary>
    public static string KeptJobs => IsDefault ? "select job_name from quartz.qrtz_job_details" : "select value from hangfire_minato.set where key = 'recurring-jobs'";

    /// <summary>As if a daily job should have come two days ago and no node had been up since.</summary>
    public static string LeaveOut(string job) => IsDefault
        ? $"update quartz.qrtz_triggers set next_fire_time = next_fire_time - {TimeSpan.FromDays(2).Ticks} where trigger_name = '{job}'"
        : $"""
           with planned as (
               update hangfire_minato.hash set value = to_char(now() at time zone 'utc' - interval '2 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
               where key = 'recurring-job:{job}' and field = 'CreatedAt')
           update hangfire_minato.set set score = score - {TimeSpan.FromDays(2).TotalSeconds} where key = 'recurring-jobs' and value = '{job}'
           """;

    private static bool IsDefault => Edition.Current.GetType() == typeof(Edition);
}
