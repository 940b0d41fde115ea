using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MinatoTracker.Domain;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.People;

/// <summary>Tokens for the API: given out once in clear, kept as SHA-256.</summary>
public sealed class ApiTokens(EventLogDatabase database, TrackerSettings settings, TimeProvider time)
{
    // minato_0123456789abcdef_…: the id finds the row, and the beginning lets scanners find a token that leaked.
    private const string Prefix = "minato_";
    private const int IdLength = 16;
    private const int SecretBytes = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);
    private readonly PeopleSql sql = new(database, settings);

    public async Task<Changed<IssuedToken>> IssueToken(string personId, string label, TimeSpan life, CancellationToken cancellation = default)
    {
        if (Mistakes(label, life).ToValueList() is { Count: > 0 } mistakes) return new(null, mistakes);
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        var token = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var now = time.GetUtcNow();
        var added = await sql.Execute(
            "issue_token", new { id, personId, hash = Hash(token), label = label.Trim(), now, expires = now + life }, cancellation);
        return added == 1
            ? Changed.To(new IssuedToken(id, token, now + life))
            : Changed.Refused<IssuedToken>(new Refusal("person", RefusalCode.NotAChoice, personId));
    }

    public async Task<IReadOnlyList<TokenView>> TokensOf(string personId, CancellationToken cancellation = default) =>
        await sql.Query<TokenView>("tokens_of", new { personId }, cancellation);

    /// <returns>False for an unknown id.</returns>
    public async Task<bool> RevokeToken(string id, CancellationToken cancellation = default) =>
        await sql.Execute("revoke_token", new { id, now = time.GetUtcNow() }, cancellation) > 0;

    public async Task<CheckedToken> Check(string token, CancellationToken cancellation = default)
    {
        var row = IdOf(token) is { } id ? await sql.Single<Row>("find_token", new { id }, cancellation) : null;
        // How early the comparison fails would tell how much of a guess is right.
        if (row is null || !CryptographicOperations.FixedTimeEquals(row.Hash, Hash(token))) return new(TokenStanding.Unknown, null);
        if (row.RevokedAt is not null) return new(TokenStanding.Revoked, row.PersonId);
        return new(row.ExpiresAt <= time.GetUtcNow().UtcDateTime ? TokenStanding.Expired : TokenStanding.Good, row.PersonId);
    }

    private static IEnumerable<Refusal> Mistakes(string label, TimeSpan life)
    {
        if (string.IsNullOrWhiteSpace(label)) yield return new("label", RefusalCode.Required);
        else if (!Spelling.IsShortAndPlain(label)) yield return new("label", RefusalCode.TooLong, "200");
        if (life <= TimeSpan.Zero || life > LongestLife) yield return new("days", RefusalCode.OutOfBounds, $"{LongestLife.Days}");
    }

    private static string? IdOf(string token)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 200) return null;
        var id = token.AsSpan(Prefix.Length);
        return id.Length > IdLength && id[IdLength] == '_' && id[..IdLength].IndexOfAnyExcept(HexDigits) < 0
            ? id[..IdLength].ToString()
            : null;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed class Row
    {
        public required string PersonId { get; init; }

        public required byte[] Hash { get; init; }

        public DateTime ExpiresAt { get; init; }

        public DateTime? RevokedAt { get; init; }
    }
}

/// <summary>A token that was just made.</summary>
/// <param name="Token">Never to be seen again.</param>
public sealed record IssuedToken(string Id, string Token, DateTimeOffset ExpiresAt);

/// <summary>What is known of a token later.</summary>
public sealed record TokenView
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }

    public TokenStanding StandingAt(DateTimeOffset now) =>
        RevokedAt is not null ? TokenStanding.Revoked : ExpiresAt <= now.UtcDateTime ? TokenStanding.Expired : TokenStanding.Good;
}

public enum TokenStanding
{
    Unknown,
    Expired,
    Revoked,
    Good,
}

public sealed record CheckedToken(TokenStanding Standing, string? PersonId);
