using MinatoTracker.Domain.Reminders;
using MinatoTracker.Domain.Reviews;
using MinatoTracker.Service.Mail;
using MinatoTracker.Service.Reminders;
using Npgsql;

namespace MinatoTracker.Benchmarks.Works;

/// <summary>
/// A morning on which everybody is due: claimed, decided on by what is in force, written and recorded, by the eight workers of a process.
/// The mail server takes every letter at once. By hand eight connections claim handfuls with SKIP LOCKED and mark each reminder as sent
/// in a commit of its own, because a letter that left can't be taken back; they know no person, no review and no letter.
/// </summary>
internal static class Reminders
{
    private const int Writers = 8;
    private const int Handful = 64;

    private const string ClaimByHand = """
        update minato.reminder_turns set claimed_until = $1, claimed_by = $2
        where tenant_id = 'floor' and person = any (array(
            select person from minato.reminder_turns
            where tenant_id = 'floor' and greatest(turn_at, claimed_until) <= $3
            order by greatest(turn_at, claimed_until) limit $4
            for update skip locked))
        returning person
        """;

    private const string MarkByHand = """
        update minato.reminder_turns set turn_at = 'infinity', claimed_until = null, claimed_by = null
        where tenant_id = 'floor' and person = $1
        """;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var people = cluster.IsQuick ? 1_000 : 10_000;
        await using var office = await ReminderOffice.Open(cluster, people, cancellation);
        var run = office.Get<ReminderRun>();
        await office.Get<ReminderPlan>().CatchUp(cancellation);
        await office.Settle(cancellation);

        Queue<DateOnly> mornings = new(Mornings());
        async Task<double> Ours()
        {
            office.Clock.Now = ReminderOffice.Morning(mornings.Dequeue());
            await office.Get<ReminderPlan>().CatchUp(cancellation);
            return await Rounds.Rate(people, async () =>
            {
                var report = await run.RunOnce(cancellation);
                if (report.Sent != people) throw new InvalidOperationException($"{report.Sent} letters of {people} were sent, {report.Failed} failed.");
            });
        }

        async Task<double> ByHand()
        {
            await office.Execute(
                $"""
                delete from minato.reminder_turns where tenant_id = 'floor';
                insert into minato.reminder_turns (tenant_id, person, turn_at)
                select 'floor', 'p-' || lpad(n::text, 6, '0'), '2020-09-01' from generate_series(1, {people}) n
                """, cancellation);
            await office.Settle(cancellation);
            var connections = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ => await office.Connect(cancellation)));
            try
            {
                return await Rounds.Rate(people, () => Task.WhenAll(connections.Select(connection => Task.Run(() => ClaimAndMark(connection, cancellation)))));
            }
            finally
            {
                foreach (var connection in connections) await connection.DisposeAsync();
            }
        }

        // Together no more than there are occasions.
        var (warmUps, rounds) = cluster.IsQuick ? (1, 3) : (1, 5);
        var medians = await Rounds.Medians(warmUps, rounds, ByHand, Ours);
        return Row.Rate("reminders", "reminders/s", ours: medians[1], floor: medians[0], mustReach: 0.3);
    }

    /// <summary>Of every occasion of the review.</summary>
    private static IEnumerable<DateOnly> Mornings()
    {
        var policy = new ReminderPolicy(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        var review = Review.Evolve(Review.Unscheduled, new ReviewScheduled(new("bench", new(2020, 4, 1)), ReviewKind.MidYear, new(2020, 8, 31), new(2020, 9, 15)));
        return policy.Offsets.Select(offset => policy.DayOf(review, offset));
    }

    private static async Task ClaimAndMark(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var until = new DateTime(2020, 9, 2, 0, 0, 0, DateTimeKind.Utc);
        await using var claim = new NpgsqlCommand(ClaimByHand, connection)
        {
            Parameters = { new() { Value = until }, new() { Value = $"{connection.ProcessID}" }, new() { Value = until.AddHours(-12) }, new() { Value = Handful } },
        };
        var person = new NpgsqlParameter<string>();
        await using var mark = new NpgsqlCommand(MarkByHand, connection) { Parameters = { person } };
        await claim.PrepareAsync(cancellation);
        person.TypedValue = "";
        await mark.PrepareAsync(cancellation);
        while (true)
        {
            List<string> claimed = [];
            await using (var reader = await claim.ExecuteReaderAsync(cancellation))
            {
                while (await reader.ReadAsync(cancellation)) claimed.Add(reader.GetString(0));
            }

            if (claimed.Count == 0) return;
            foreach (var one in claimed)
            {
                person.TypedValue = one;
                await mark.ExecuteNonQueryAsync(cancellation);
            }
        }
    }
}

/// <summary>
/// 100,000 reminders planned anew after the deadline moved, or a quarter of them when quick. The floor is the limit it must keep for as many.
/// </summary>
internal static class ReminderPlanningWork
{
    private const int Occasions = 6;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        var (reminders, limit) = cluster.IsQuick ? (25_000, 1.25) : (100_000, 5.0);
        await using var office = await ReminderOffice.Open(cluster, reminders / Occasions + 1, cancellation);
        var plan = office.Get<ReminderPlan>();
        await plan.CatchUp(cancellation);
        await office.Settle(cancellation);
        var deadline = new DateOnly(2020, 9, 15);
        var medians = await Rounds.Medians(1, cluster.IsQuick ? 1 : 5, async () =>
        {
            deadline = deadline.AddDays(1);
            await office.MoveDeadline(deadline, cancellation);
            return await Rounds.Milliseconds(() => plan.CatchUp(cancellation)) / 1000;
        });
        return Row.Cost("reminder-planning", "s", ours: medians[0], floor: limit, mustReach: 1);
    }
}

/// <summary>A letter about 60 initiatives, from the decision to the bytes for the mail server. The floor is the limit it must keep.</summary>
internal static class DigestRender
{
    private const int Items = 60;

    public static async Task<Row> Measure(BenchCluster cluster, CancellationToken cancellation)
    {
        await using var office = await ReminderOffice.Open(cluster, people: 30, cancellation);
        var morning = ReminderOffice.Morning(new(2020, 9, 1));
        office.Clock.Now = morning;
        var scene = (await office.Get<ReviewScenes>().Find(ReminderOffice.Plan, ReminderOffice.Review, new(2020, 9, 1), cancellation))!;
        var everything = scene.Missing.Select(initiative => initiative.Code).ToValueListOf(Items);
        var part = new LetterPart(scene, new(new("p-000001", -10), Audience.Section, scene.Review.SubmissionDeadline, everything));
        var (letters, policy) = (office.Get<Letters>(), await office.Get<ReminderPolicies>().Current(cancellation));
        var medians = await Rounds.Medians(cluster.IsQuick ? 20 : 200, () => Rounds.Milliseconds(() =>
        {
            MimeWriter.Write(letters.To([part], "reminder-1@minato.example", policy).Mail);
            return Task.CompletedTask;
        }));
        return Row.Cost("digest-render", "ms", ours: medians[0], floor: 5, mustReach: 1);
    }

    private static Domain.ValueList<string> ToValueListOf(this IEnumerable<string> codes, int count)
    {
        string[] all = [.. codes];
        return all.Length == count ? [.. all] : throw new InvalidOperationException($"{all.Length} initiatives are missing.");
    }
}
