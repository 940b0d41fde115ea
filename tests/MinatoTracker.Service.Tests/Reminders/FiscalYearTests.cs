using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Domain.Reminders;
using MinatoTracker.Service.Mail;

namespace MinatoTracker.Service.Tests.Reminders;

/// <summary>
/// The whole of fiscal 2020, morning by morning, through the engine with its database; and what should have become of every reminder,
/// worked out here from the law's holidays and the rules as they are told to people, without any of the service's code.
/// </summary>
public sealed class FiscalYearTests
{
    private const string YearEnd = "year-end";
    private static readonly DateOnly FirstDay = new(2020, 4, 1);
    private static readonly DateOnly LastDay = new(2021, 3, 31);
    private static readonly DateOnly Moved = new(2020, 9, 9);
    private static readonly DateOnly Hired = new(2020, 9, 10);
    private static readonly DateOnly Closed = new(2020, 10, 8);
    private static readonly int[] Occasions = [-10, -5, -1, 0, 1, 3];

    /// <summary>国民の祝日 of the fiscal year, as the Cabinet Office published them.</summary>
    private static readonly HashSet<DateOnly> Holidays =
    [
        new(2020, 4, 29), new(2020, 5, 4), new(2020, 5, 5), new(2020, 5, 6), new(2020, 7, 23), new(2020, 7, 24), new(2020, 8, 10), new(2020, 9, 21),
        new(2020, 9, 22), new(2020, 11, 3), new(2020, 11, 23), new(2020, 12, 29), new(2020, 12, 30), new(2020, 12, 31), new(2021, 1, 1), new(2021, 1, 11),
        new(2021, 2, 11), new(2021, 2, 23),
    ];

    /// <summary>Who reported what on which day, before the morning's mails.</summary>
    private static readonly (DateOnly Day, string Code, string Review)[] Reports =
    [
        (new(2020, 9, 3), "1-1-1", ReminderWorld.Review), (new(2020, 9, 24), "1-1-2", ReminderWorld.Review),
        (new(2021, 2, 16), "2-1-1", YearEnd), (new(2021, 2, 25), "1-1-1", YearEnd),
    ];

    [Theory]
    [InlineData]
    [InlineData("2020-09-01", "2020-09-08", "2020-09-29")]
    [InlineData("2021-02-12", "2021-02-15", "2021-02-16", "2021-02-17", "2021-02-18", "2021-02-19", "2021-02-22", "2021-02-24", "2021-02-25", "2021-02-26")]
    public async Task What_was_sent_and_skipped_in_a_year_is_what_the_rules_say(params string[] down)
    {
        HashSet<DateOnly> outages = [.. down.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", null))];
        await using var world = await ReminderWorld.Create(start: Morning(FirstDay).AddHours(-1));
        var mails = new KeptMails();
        var node = world.NewNode(services => services.AddSingleton<IMailer>(mails));
        await world.Schedule(YearEnd, new(2021, 1, 31), new(2021, 2, 26));
        Dictionary<string, string> names = new() { [world.Haruka.Id] = "haruka", [world.Makoto.Id] = "makoto" };
        for (var day = FirstDay; day <= LastDay; day = day.AddDays(1))
        {
            world.Time.Advance(Morning(day).AddHours(-1) - world.Time.GetUtcNow());
            await Happen(world, day, names);
            if (!outages.Contains(day)) await world.Run(node);
            world.Time.Advance(Morning(day) - world.Time.GetUtcNow());
            if (!outages.Contains(day)) await world.Run(node);
        }

        var happened = await Told(world, ReminderWorld.Review, names);
        happened.ShouldBe(Expected(ReminderWorld.Review, outages), ignoreOrder: true);
        var later = await Told(world, YearEnd, names);
        later.ShouldBe(Expected(YearEnd, outages), ignoreOrder: true);
        mails.Count.ShouldBe(happened.Concat(later).Count(told => told.EndsWith("Sent", StringComparison.Ordinal)));
    }

    private static async Task Happen(ReminderWorld world, DateOnly day, Dictionary<string, string> names)
    {
        if (day == Moved) await world.MoveDeadline(new(2020, 9, 30));
        if (day == Hired) names[(await world.Hire("大正 みなみ", "minami@minato.example", ReminderWorld.Community)).Id] = "minami";
        if (day == Closed) await world.Close();
        foreach (var report in Reports.Where(report => report.Day == day)) await world.Report(report.Code, report.Review);
    }

    private static async Task<List<string>> Told(ReminderWorld world, string review, Dictionary<string, string> names) =>
    [
        .. (await world.Ledger(review)).Select(e =>
            $"{e.At.AddHours(9):yyyy-MM-dd HH:mm} {names[e.Person]} {e.Occasion} {(e is ReminderSkipped skipped ? $"{skipped.Reason}" : e is ReminderSent ? "Sent" : "?")}"),
    ];

    private static List<string> Expected(string review, HashSet<DateOnly> outages)
    {
        List<string> expected = [];
        foreach (var (person, from, codes) in new[]
        {
            ("haruka", FirstDay, new[] { "1-1-1", "1-1-2" }), ("makoto", FirstDay, ["2-1-1"]), ("minami", Hired, ["2-1-1"]),
        })
        {
            HashSet<int> sent = [];
            HashSet<(int, DateOnly)> skipped = [];
            for (var day = from; day <= LastDay && !(review == ReminderWorld.Review && day >= Closed); day = day.AddDays(1))
            {
                if (outages.Contains(day)) continue;
                var deadline = review == YearEnd ? new(2021, 2, 26) : day < Moved ? new DateOnly(2020, 9, 15) : new(2020, 9, 30);
                var came = Occasions.Where(occasion => DayOf(occasion, deadline) <= day).ToList();
                var owes = codes.Any(code => !Reports.Any(report => report.Code == code && report.Review == review && report.Day <= day));
                foreach (var occasion in came.Where(occasion => !sent.Contains(occasion) && !skipped.Contains((occasion, deadline))))
                {
                    var what = occasion != came[^1] ? "LaterOccasionCame" : owes ? "Sent" : "NothingMissing";
                    if (what == "Sent") sent.Add(occasion);
                    else skipped.Add((occasion, deadline));
                    // What was missed waits for the morning only when there is something to wait for.
                    var late = came.All(other => DayOf(other, deadline) != day);
                    expected.Add($"{day:yyyy-MM-dd} {(late ? "07:30" : "08:30")} {person} {occasion} {what}");
                }
            }
        }

        return expected;
    }

    private static DateOnly DayOf(int occasion, DateOnly deadline)
    {
        var day = deadline;
        for (var left = Math.Abs(occasion); left > 0;)
        {
            day = day.AddDays(Math.Sign(occasion));
            if (IsWorkday(day)) left--;
        }

        return day;
    }

    private static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day);

    private static DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(new(8, 30)), TimeSpan.FromHours(9));

    private sealed class KeptMails : IMailer
    {
        private int count;

        public int Count => count;

        public Task Send(OutgoingMail mail, CancellationToken cancellation)
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }
    }
}
