namespace MinatoTracker.Service.Jobs;

/// <summary>When a job comes again.</summary>
public abstract record JobSchedule
{
    /// <summary>The first time after a moment.</summary>
    /// <param name="zone">Whose clock on the wall counts.</param>
    public abstract DateTimeOffset NextAfter(DateTimeOffset moment, TimeZoneInfo zone);
}

/// <summary>Again and again, from the start on.</summary>
public sealed record EveryInterval(TimeSpan Interval) : JobSchedule
{
    public override DateTimeOffset NextAfter(DateTimeOffset moment, TimeZoneInfo zone) => moment + Interval;
}

/// <summary>Once a day or once a week by the clock on the wall.</summary>
/// <param name="On">Null for every day.</param>
public sealed record AtLocalTime(TimeOnly At, DayOfWeek? On = null) : JobSchedule
{
    public override DateTimeOffset NextAfter(DateTimeOffset moment, TimeZoneInfo zone)
    {
        // A day too early, so that a day whose clock was turned back is not overlooked.
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime).AddDays(-1);
        for (; ; day = day.AddDays(1))
            if ((On is null || On == day.DayOfWeek) && Instant(day, zone) is var next && next > moment) return next;
    }

    /// <summary>A day on which the clock jumps over that time has it when the clock has jumped; a day that has it twice, the first time.</summary>
    private DateTimeOffset Instant(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(At);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new(local, offset);
    }
}
