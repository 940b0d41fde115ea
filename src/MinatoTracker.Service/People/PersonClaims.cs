using System.Security.Claims;
using MinatoTracker.Domain.Access;

namespace MinatoTracker.Service.People;

/// <summary>What a request's user says about the person.</summary>
public static class PersonClaims
{
    public const string Section = "section";
    internal const string SessionStamp = "stamp";

    /// <summary>Opaque id; null for somebody who is not signed in.</summary>
    public static string? PersonId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>所管課 of the person; null for none.</summary>
    public static string? SectionOf(this ClaimsPrincipal user) => user.FindFirstValue(Section);

    public static bool Has(this ClaimsPrincipal user, Role role) => user.IsInRole($"{role}");

    /// <summary>A reporter is bound to their section; the planning section speaks for the whole plan.</summary>
    public static SectionBound? BoundTo(this ClaimsPrincipal user) =>
        user.Has(Role.Reporter) && !user.Has(Role.Planner) ? new(user.SectionOf()) : null;

    /// <summary>Whether the person may enter figures of an initiative that this section owns.</summary>
    public static bool MayWriteAbout(this ClaimsPrincipal user, string? owningSection) => user.BoundTo()?.Covers(owningSection) is not false;

    /// <summary>For pages, which show what a person may do.</summary>
    public static bool May(this ClaimsPrincipal user, string permission) => Permissions.Roles[permission].Any(user.Has);

    internal static ClaimsPrincipal Principal(Person person, IEnumerable<Role> roles, string scheme)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id),
            new(ClaimTypes.Name, person.Name),
            new(SessionStamp, person.SessionStamp),
            .. roles.Select(role => new Claim(ClaimTypes.Role, $"{role}")),
        ];
        if (person.Section is { } section) claims.Add(new(Section, section));
        return new(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, ClaimTypes.Role));
    }
}
