using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace MinatoTracker.Service.People;

/// <summary>Signs API requests in by <c>Authorization: Bearer minato_…</c>, and refuses with problem details, never with a page.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    ApiTokens tokens, Sessions sessions, IStringLocalizer<PeopleTexts> texts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token) return AuthenticateResult.NoResult();
        var (standing, personId) = await tokens.Check(token, Context.RequestAborted);
        if (standing != TokenStanding.Good) return AuthenticateResult.Fail(new TokenRefused(standing));
        return await sessions.Principal(personId!, SchemeName, Context.RequestAborted) is { } principal
            ? AuthenticateResult.Success(new(principal, SchemeName))
            : AuthenticateResult.Fail(new TokenRefused(TokenStanding.Revoked));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refused = (await HandleAuthenticateOnceSafeAsync()).Failure as TokenRefused;
        Response.Headers.WWWAuthenticate = refused is null ? "Bearer realm=\"minato\"" : "Bearer realm=\"minato\", error=\"invalid_token\"";
        var problem = refused is null ? "SignInNeeded" : $"Token{refused.Standing}";
        await Answer(StatusCodes.Status401Unauthorized, problem);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Answer(StatusCodes.Status403Forbidden, "NotAllowed");

    private Task Answer(int status, string problem) => Results.Problem(new ProblemDetails
    {
        Status = status,
        Type = $"urn:minato:problem:{UrnOf(problem)}",
        Title = texts[$"Problem.{problem}"],
        Detail = texts[$"Problem.{problem}.Detail"],
    }).ExecuteAsync(Context);

    public static bool IsSent(HttpRequest request) => TokenOf(request) is not null;

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;

    private static string UrnOf(string problem) => problem switch
    {
        "SignInNeeded" => "sign-in-needed",
        "TokenUnknown" => "token-unknown",
        "TokenExpired" => "token-expired",
        "TokenRevoked" => "token-revoked",
        "NotAllowed" => "not-allowed",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "No such problem."),
    };

    private sealed class TokenRefused(TokenStanding standing) : Exception($"The token is {standing}.")
    {
        public TokenStanding Standing { get; } = standing;
    }
}
