using System.Text.Json;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Jobs.Check;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>
/// Holds the plan of reminders to come against what the log and the people lead to. What happened since the plan was last brought to
/// the log is taken in first, as every run does; of what happens while this looks, the next night tells.
/// </summary>
public sealed class PlannedRemindersCheck(
    ReminderPlan plan, ReminderSql sql, ReviewScenes scenes, ReminderPolicies policies, TrackerSettings settings, TimeProvider time) : IReadModelCheck
{
    public async Task<IReadOnlyList<Finding>> Run(CancellationToken cancellation)
    {
        await plan.TakeIn(cancellation);
        List<PlanDifference> planned = [];
        List<TurnDifference> turns = [];
        var meanwhile = await plan.WhileItStands(
            async connection =>
            {
                planned.AddRange(await Differences(connection, cancellation));
                turns.AddRange(await sql.Query(connection, "check/turns", TurnDifference.Read, cancellation));
            },
            cancellation);
        return [.. Of(planned.Where(difference => !meanwhile.Concerns(difference.Plan, difference.Review)).ToList()), .. Of(turns)];
    }

    private async Task<List<PlanDifference>> Differences(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (today, policy) = (settings.Today(time), await policies.Current(cancellation));
        var tables = new ReminderPlanTables(sql, connection, cancellation);
        var reviews = (await scenes.NotClosed(today, cancellation)).Union(await tables.Reviews()).ToList();
        var read = await scenes.Read(reviews, today, cancellation: cancellation);
        var known = read.Scenes.ToDictionary(scene => (scene.Plan, scene.Key));
        List<PlanDifference> differences = [];
        foreach (var review in reviews.Where(review => !read.UnreadablePlans.Contains(review.Plan)))
        {
            PlannedReminder[] wanted = known.TryGetValue(review, out var scene)
                ? [.. ReminderPlanning.Of(scene.Review, policy, scene.Addressees, scene.Ledger)]
                : [];
            differences.AddRange(await tables.Differences(review, wanted, time.GetUtcNow()));
        }

        return differences;
    }

    private IEnumerable<Finding> Of(List<PlanDifference> differences)
    {
        if (differences.Count == 0) yield break;
        var (first, reminders) = (differences[0], differences.DistinctBy(difference => difference.Reminder).Count());
        yield return new(
            "planned_reminders_differ", Severity.Error, settings.Tenant,
            $"{reminders} reminder(s) to come are not planned as the log has it, the first is {first.Reminder}: "
            + $"{first.Column} is {first.Found} instead of {first.Expected}. \"ops/minato remind\" plans them anew.",
            JsonSerializer.SerializeToElement(new
            {
                reminders,
                reminder = first.Reminder,
                column = first.Column,
                found = first.Found,
                expected = first.Expected,
            }));
    }

    private IEnumerable<Finding> Of(List<TurnDifference> turns)
    {
        if (turns.Count == 0) yield break;
        var first = turns[0];
        yield return new(
            "reminder_turns_differ", Severity.Error, settings.Tenant,
            $"{turns.Count} person(s) are not looked at when the first of their reminders comes, the first is {first.Person}: "
            + $"{first.Found} instead of {first.Expected}. \"ops/minato remind\" sets it right.",
            JsonSerializer.SerializeToElement(new { people = turns.Count, person = first.Person, found = first.Found, expected = first.Expected }));
    }

    private sealed record TurnDifference(string Person, string Found, string Expected)
    {
        public static TurnDifference Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));
    }
}

/// <summary>What stands in planned_reminders otherwise than it should.</summary>
/// <param name="Reminder">plan/review/person/occasion, with the section where its own deadline counts.</param>
/// <param name="Column">"row" where a whole row is missing or too many.</param>
internal sealed record PlanDifference(string Plan, string Review, string Reminder, string Column, string Found, string Expected);
