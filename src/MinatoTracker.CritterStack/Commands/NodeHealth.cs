using MinatoTracker.Service.Hosting;
using Wolverine;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>When a node counts as dead.</summary>
internal static class NodeHealth
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Who gives no sign of life for that long is dead, and its work is anybody's: before its claims on people end.</summary>
    public static TimeSpan DeadAfter(TrackerSettings settings) => settings.ReminderLease / 2 < Longest ? settings.ReminderLease / 2 : Longest;

    public static void NoticeTheDead(this DurabilitySettings durability, TrackerSettings settings)
    {
        var dead = DeadAfter(settings);
        durability.StaleNodeTimeout = dead;
        durability.HealthCheckPollingTime = dead / 5;
        durability.CheckAssignmentPeriod = dead / 2;
    }
}
