namespace MinatoTracker.Domain.Access;

public sealed record GrantRole(Provenance Provenance, string Person, Role Role);

public sealed record RevokeRole(Provenance Provenance, string Person, Role Role);

public static class Granting
{
    public static Decision Decide(GrantRole command, AccessRegister state)
    {
        var checks = Sound(command.Person, command.Role);
        if (checks.Failed) return checks.Refused;
        return state.Has(command.Person, command.Role, command.Provenance.EffectiveDate)
            ? Decision.Nothing
            : Decision.Record(new RoleGranted(command.Provenance, command.Person, command.Role));
    }

    public static Decision Decide(RevokeRole command, AccessRegister state)
    {
        var day = command.Provenance.EffectiveDate;
        var checks = Sound(command.Person, command.Role);
        if (checks.Failed) return checks.Refused;
        if (!state.Has(command.Person, command.Role, day)) return Decision.Nothing;
        // Nobody would be left who could give it back.
        if (command.Role == Role.Administrator && state.With(Role.Administrator, day).Count == 1)
            return Decision.Refuse(new Refusal("role", RefusalCode.NotAllowed, nameof(Role.Administrator)));
        return Decision.Record(new RoleRevoked(command.Provenance, command.Person, command.Role));
    }

    private static Checks Sound(string person, Role role) => new Checks()
        .Require(person, "person", 100)
        .That(Enum.IsDefined(role), "role", RefusalCode.NotAChoice);
}
