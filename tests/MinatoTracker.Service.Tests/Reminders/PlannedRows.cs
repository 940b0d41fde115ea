using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.EventLog.Postgres;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>The plan of reminders as it lies in the database.</summary>
internal static class PlannedRows
{
    public static Task<IReadOnlyList<string>> Planned(this ReminderWorld world) => world.Rows("""
        select p.person || ' ' || p.occasion || ' ' || p.section || ' ' || p.audience || ' ' || p.deadline || ' '
            || to_char(p.due_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') || ' ' || to_char(p.next_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI:SS') || ' ' || p.attempts
        from minato.planned_reminders p order by p.person, p.occasion, p.section
        """);

    public static Task<IReadOnlyList<string>> Turns(this ReminderWorld world) => world.Rows("""
        select t.person || ' ' || to_char(t.turn_at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') from minato.reminder_turns t order by t.person
        """);

    public static async Task<IReadOnlyList<string>> Rows(this ReminderWorld world, string sql)
    {
        await using var command = world.Node.GetRequiredService<EventLogDatabase>().Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    public static async Task Execute(this ReminderWorld world, string sql)
    {
        await using var command = world.Node.GetRequiredService<EventLogDatabase>().Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
