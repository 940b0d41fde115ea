namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Keeps an office's processes together below so many mails a minute by the clock, as its mail server may ask. The count is in the
/// database. What a process took leave for and then died counts as sent.
/// </summary>
public sealed class SendingLimit(ReminderSql sql)
{
    /// <param name="perMinute">Null for no limit.</param>
    /// <returns>How many of those wanted may be sent now.</returns>
    public async Task<int> Take(int wanted, int? perMinute, DateTimeOffset now, CancellationToken cancellation)
    {
        if (perMinute is not { } limit) return wanted;
        var minute = MinuteOf(now);
        await sql.Execute("begin_leave", cancellation, ("minute", minute));
        return (await sql.Query(
            "take_leave", row => row.GetInt32(0), cancellation, ("wanted", wanted), ("limit", limit), ("minute", minute))).Single();
    }

    /// <summary>Leave that was not used.</summary>
    public async Task GiveBack(int unused, int? perMinute, DateTimeOffset takenAt, CancellationToken cancellation)
    {
        if (perMinute is null || unused == 0) return;
        await sql.Execute("give_leave_back", cancellation, ("unused", unused), ("minute", MinuteOf(takenAt)));
    }

    private static DateTimeOffset MinuteOf(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
