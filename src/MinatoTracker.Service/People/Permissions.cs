using Microsoft.AspNetCore.Authorization;
using MinatoTracker.Domain.Access;

namespace MinatoTracker.Service.People;

/// <summary>Names of the authorization policies: what one asks for, not who one is.</summary>
public static class Permissions
{
    /// <summary>Record actuals and assessments; which section's is the feature's to check, with <see cref="PersonClaims.SectionOf"/>.</summary>
    public const string Record = nameof(Record);

    /// <summary>起案</summary>
    public const string Propose = nameof(Propose);

    /// <summary>承認・差戻し</summary>
    public const string Approve = nameof(Approve);

    /// <summary>Schedule reviews, import plans.</summary>
    public const string Plan = nameof(Plan);

    public const string Administer = nameof(Administer);

    public static IReadOnlyDictionary<string, Role[]> Roles { get; } = new Dictionary<string, Role[]>(StringComparer.Ordinal)
    {
        [Record] = [Role.Reporter],
        [Propose] = [Role.Reporter, Role.Planner],
        [Approve] = [Role.Approver],
        [Plan] = [Role.Planner],
        [Administer] = [Role.Administrator],
    };

    internal static void Configure(AuthorizationOptions options)
    {
        foreach (var (permission, roles) in Roles)
            options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireRole(roles.Select(role => $"{role}")));
    }
}
