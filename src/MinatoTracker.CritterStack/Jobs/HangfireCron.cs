using MinatoTracker.Service.Jobs;

namespace MinatoTracker.CritterStack.Jobs;

/// <summary>A schedule as Hangfire keeps it: a cron expression, and whose clock it is read by.</summary>
public sealed record HangfireCron(string Expression, TimeZoneInfo Zone)
{
    /// <exception cref="NotSupportedException">
    /// Cron can't say it: an interval that does not divide the minute, the hour or the day would be cut short again and again.
    /// </exception>
    public static HangfireCron Of(JobSchedule schedule, TimeZoneInfo zone) => schedule switch
    {
        // By a clock that is never turned, so that the hours between two turns are always as many.
        EveryInterval every => new(Interval(every.Interval), TimeZoneInfo.Utc),
        AtLocalTime { On: { } day } weekly => new(FormattableString.Invariant($"{Time(weekly.At)} * * {(int)day}"), zone),
        AtLocalTime daily => new($"{Time(daily.At)} * * *", zone),
        _ => throw new NotSupportedException($"{schedule} is no schedule that Hangfire was told of."),
    };

    private static string Time(TimeOnly at) => FormattableString.Invariant($"{at.Second} {at.Minute} {at.Hour}");

    private static string Interval(TimeSpan interval)
    {
        if (Steps(interval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)) is { } seconds) return FormattableString.Invariant($"*/{seconds} * * * * *");
        if (Steps(interval, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)) is { } minutes) return FormattableString.Invariant($"0 */{minutes} * * * *");
        if (Steps(interval, TimeSpan.FromHours(1), TimeSpan.FromDays(1)) is { } hours) return FormattableString.Invariant($"0 0 */{hours} * * *");
        if (interval == TimeSpan.FromDays(1)) return "0 0 0 * * *";
        throw new NotSupportedException($"Hangfire keeps cron expressions, and none says \"every {interval}\".");
    }

    /// <summary>How many units it is, where it is whole units and the greater unit is whole intervals.</summary>
    private static long? Steps(TimeSpan interval, TimeSpan unit, TimeSpan greater) =>
        interval >= unit && interval < greater && interval.Ticks % unit.Ticks == 0 && greater.Ticks % interval.Ticks == 0
            ? interval.Ticks / unit.Ticks
            : null;
}
