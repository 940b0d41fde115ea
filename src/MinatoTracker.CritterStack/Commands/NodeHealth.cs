using MinatoTracker.Service.Hosting;
using Wolverine;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>When a node counts as dead.</summary>
internal static class NodeHealth
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Who writes no sign of life for that long is dead, and its work is anybody's: before its claims on people end.</summary>
    public static void NoticeTheDead(this DurabilitySettings durability, TrackerSettings settings)
    {
        var dead = settings.ReminderLease / 2 < Longest ? settings.ReminderLease / 2 : Longest;
        durability.StaleNodeTimeout = dead;
        durability.HealthCheckPollingTime = dead / 5;
        durability.CheckAssignmentPeriod = dead / 2;
    }
}
