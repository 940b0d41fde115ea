using MinatoTracker.Domain.Reminders;
using Npgsql;

namespace MinatoTracker.Service.Reminders;

/// <summary>A reminder that has come, as it was planned.</summary>
public sealed record ClaimedReminder(string Plan, string Review, ReminderKey Key, DateOnly Deadline)
{
    public bool IsOf(ReviewScene scene) => Plan == scene.Plan && Review == scene.Key;
}

/// <summary>A person who is ours until the lease ends.</summary>
/// <param name="NamedAfter">The reminder that an earlier holder's letter to this person had its Message-ID from.</param>
/// <param name="Reminders">What has come; none where it was settled meanwhile.</param>
public sealed record ClaimedTurn(string Person, string? NamedAfter, IReadOnlyList<ClaimedReminder> Reminders);

/// <summary>What to do with a claim that ends.</summary>
/// <param name="Until">Nobody need look before then; null for whatever the plan says.</param>
/// <param name="IsDone">The letter is recorded: the next one is another.</param>
public sealed record EndOfClaim(string Person, DateTimeOffset? Until = null, bool IsDone = false);

/// <summary>
/// Lets one process at a time write to a person, because a person gets one letter with all that is due. A process that dies holds
/// those whom it claimed until its lease ends.
/// </summary>
public sealed class ReminderClaims(ReminderSql sql)
{
    private readonly string me = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>A step down an index, however much is planned.</summary>
    public async Task<bool> IsAnyDue(DateTimeOffset now, CancellationToken cancellation) =>
        (await sql.Query("turns/is_any_due", row => row.GetBoolean(0), cancellation, ("now", now))).Single();

    /// <summary>Claims people whose turn has come, the longest waiting first.</summary>
    public async Task<IReadOnlyList<ClaimedTurn>> Claim(int people, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        Turns(await sql.Query("turns/claim", Read, cancellation, ("count", people), ("now", now), ("until", until), ("me", me)));

    /// <summary>As <see cref="Claim"/>, within a transaction, for whoever comes with the message that the same transaction leaves.</summary>
    /// <param name="message">Nobody else knows it.</param>
    /// <returns>People.</returns>
    public async Task<IReadOnlyList<string>> ClaimFor(
        string message, NpgsqlConnection connection, int people, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var rows = await sql.Query(connection, "turns/claim", Read, cancellation, ("count", people), ("now", now), ("until", until), ("me", message));
        return [.. rows.Select(row => row.Person).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Claims those of these people who were claimed for the message, or whom nobody holds any more.</summary>
    public async Task<IReadOnlyList<ClaimedTurn>> TakeOver(
        string message, IReadOnlyCollection<string> people, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        Turns(await sql.Query(
            "turns/take_over", Read, cancellation,
            ("people", people.ToArray()), ("message", message), ("now", now), ("until", until), ("me", me)));

    /// <summary>Those of these people whose turn has come and who are held all the same, and until when.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Held(
        IReadOnlyCollection<string> people, DateTimeOffset now, CancellationToken cancellation) =>
        (await sql.Query(
            "turns/held", row => (Person: row.GetString(0), Until: row.GetFieldValue<DateTimeOffset>(1)), cancellation,
            ("people", people.ToArray()), ("now", now))).ToDictionary(held => held.Person, held => held.Until, StringComparer.Ordinal);

    /// <summary>Notes what letters that are about to leave are named after, so that a resend has the same Message-ID.</summary>
    /// <param name="names">By person.</param>
    /// <returns>Who is still ours.</returns>
    public async Task<IReadOnlySet<string>> Name(IReadOnlyDictionary<string, string> names, CancellationToken cancellation)
    {
        var ours = await sql.Query(
            "turns/name", row => row.GetString(0), cancellation, ("people", names.Keys.ToArray()), ("names", names.Values.ToArray()), ("me", me));
        return ours.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Others may claim them again. Whoever was taken over by another meanwhile stays with them.</summary>
    public async Task GiveBack(IReadOnlyCollection<EndOfClaim> ends, CancellationToken cancellation)
    {
        if (ends.Count == 0) return;
        await sql.Execute(
            "turns/give_back", cancellation, ("me", me),
            ("people", ends.Select(end => end.Person).ToArray()),
            ("until", ends.Select(end => end.Until?.ToUniversalTime()).ToArray()),
            ("done", ends.Select(end => end.IsDone).ToArray()));
    }

    private static IReadOnlyList<ClaimedTurn> Turns(IEnumerable<(string Person, string? NamedAfter, ClaimedReminder? Reminder)> rows) =>
    [
        .. rows.GroupBy(row => (row.Person, row.NamedAfter))
            .Select(turn => new ClaimedTurn(turn.Key.Person, turn.Key.NamedAfter, [.. turn.Select(row => row.Reminder).OfType<ClaimedReminder>()])),
    ];

    private static (string Person, string? NamedAfter, ClaimedReminder? Reminder) Read(NpgsqlDataReader row) => (
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.IsDBNull(2) ? null : new(
            row.GetString(2), row.GetString(3), new(row.GetString(0), row.GetInt32(4), row.GetString(5) is { Length: > 0 } section ? section : null),
            row.GetFieldValue<DateOnly>(6)));
}
