using MinatoTracker.Domain.Access;

namespace MinatoTracker.Domain.Tests.Access;

public sealed class GrantingTests
{
    private static readonly DateOnly March10 = new(2021, 3, 10);
    private static readonly DateOnly April1 = new(2021, 4, 1);

    [Fact]
    public void A_role_is_granted() =>
        Decide(new GrantRole(On(March10), "p-1", Role.Planner)).ShouldBe(Decision.Record(Granted(March10, "p-1", Role.Planner)));

    [Fact]
    public void Granting_again_records_nothing() =>
        Decide(new GrantRole(On(April1), "p-1", Role.Planner), Granted(March10, "p-1", Role.Planner)).ShouldBe(Decision.Nothing);

    [Fact]
    public void A_role_is_revoked() =>
        Decide(new RevokeRole(On(April1), "p-1", Role.Planner), Granted(March10, "p-1", Role.Planner))
            .ShouldBe(Decision.Record(Revoked(April1, "p-1", Role.Planner)));

    [Fact]
    public void Revoking_what_nobody_has_records_nothing() =>
        Decide(new RevokeRole(On(April1), "p-1", Role.Planner), Granted(March10, "p-1", Role.Approver)).ShouldBe(Decision.Nothing);

    [Fact]
    public void A_revoked_role_can_be_granted_again() =>
        Decide(new GrantRole(On(April1), "p-1", Role.Planner), Granted(March10, "p-1", Role.Planner), Revoked(April1, "p-1", Role.Planner))
            .ShouldBe(Decision.Record(Granted(April1, "p-1", Role.Planner)));

    [Fact]
    public void A_post_that_begins_on_1_April_does_not_count_in_March()
    {
        var state = AccessRegister.Fold([Granted(March10, "p-1", Role.Reporter), Revoked(April1, "p-1", Role.Reporter), Granted(April1, "p-1", Role.Approver)]);

        state.RolesOf("p-1", March10).ShouldBe([Role.Reporter]);
        state.RolesOf("p-1", April1).ShouldBe([Role.Approver]);
    }

    [Fact]
    public void Of_two_changes_on_one_day_the_later_recorded_one_holds() =>
        AccessRegister.Fold([Granted(March10, "p-1", Role.Planner), Revoked(March10, "p-1", Role.Planner)])
            .RolesOf("p-1", March10).ShouldBeEmpty();

    [Fact]
    public void Roles_are_each_persons_own()
    {
        var state = AccessRegister.Fold([Granted(March10, "p-1", Role.Planner), Granted(March10, "p-2", Role.Approver)]);

        state.RolesOf("p-1", April1).ShouldBe([Role.Planner]);
        state.With(Role.Approver, April1).ShouldBe(["p-2"]);
    }

    [Fact]
    public void The_last_administrator_stays() =>
        Decide(new RevokeRole(On(April1), "p-1", Role.Administrator), Granted(March10, "p-1", Role.Administrator))
            .ShouldBe(Decision.Refuse(new Refusal("role", RefusalCode.NotAllowed, "Administrator")));

    [Fact]
    public void One_of_two_administrators_may_go() =>
        Decide(
            new RevokeRole(On(April1), "p-1", Role.Administrator),
            Granted(March10, "p-1", Role.Administrator), Granted(March10, "p-2", Role.Administrator)).IsRefused.ShouldBeFalse();

    [Fact]
    public void Nobody_and_no_role_are_refused_together() =>
        Decide(new GrantRole(On(April1), " ", (Role)99)).Refusals
            .ShouldBe([new Refusal("person", RefusalCode.Required), new Refusal("role", RefusalCode.NotAChoice)]);

    [Fact]
    public void Granting_and_revoking_fill_the_same_slot() =>
        AccessSlots.Of(Granted(March10, "p-1", Role.Planner)).ShouldBe(AccessSlots.Of(Revoked(April1, "p-1", Role.Planner)));

    [Fact]
    public void Another_role_and_another_person_fill_other_slots() =>
        new[] { AccessSlots.Of(Granted(March10, "p-1", Role.Planner)), AccessSlots.Of(Granted(March10, "p-1", Role.Approver)), AccessSlots.Of(Granted(March10, "p-2", Role.Planner)) }
            .Distinct().Count().ShouldBe(3);

    private static Provenance On(DateOnly day) => new("p-admin", day);

    private static RoleGranted Granted(DateOnly day, string person, Role role) => new(On(day), person, role);

    private static RoleRevoked Revoked(DateOnly day, string person, Role role) => new(On(day), person, role);

    private static Decision Decide(GrantRole command, params IEvent[] given) => Granting.Decide(command, AccessRegister.Fold(given));

    private static Decision Decide(RevokeRole command, params IEvent[] given) => Granting.Decide(command, AccessRegister.Fold(given));
}
