using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Tests.People;

public sealed class RolesTests(PeopleService service) : IClassFixture<PeopleService>
{
    private DateOnly Today => service.Settings.Today(service.Time);

    [Fact]
    public async Task Roles_are_events_that_name_the_id_and_who_granted_them()
    {
        var person = await service.Add("evented");
        await service.Roles.Grant("p-admin", person.Id, Role.Planner);
        await service.Roles.Grant("p-admin", person.Id, Role.Planner);
        await service.Roles.Revoke("p-admin", person.Id, Role.Planner);

        var events = (await service.Get<IEventLog>().ReadStream(service.Settings.Tenant, "access/minato")).Select(EventTypes.FromStore);

        events.Where(e => e is RoleGranted { Person: var to } && to == person.Id || e is RoleRevoked { Person: var from } && from == person.Id).ShouldBe(
        [
            new RoleGranted(new Provenance("p-admin", Today), person.Id, Role.Planner),
            new RoleRevoked(new Provenance("p-admin", Today), person.Id, Role.Planner),
        ]);
        (await service.Roles.Of(person.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_from_tomorrow_on_does_not_count_today()
    {
        var person = await service.Add("tomorrow", Role.Reporter);
        var tomorrow = Today.AddDays(1);

        await service.Roles.Grant("p-admin", person.Id, Role.Approver, tomorrow);
        await service.Roles.Revoke("p-admin", person.Id, Role.Reporter, tomorrow);

        (await service.Roles.Of(person.Id)).ShouldBe([Role.Reporter]);
        // Midnight in Japan, not in Greenwich.
        service.Time.Advance(TimeSpan.FromHours(15));
        (await service.Roles.Of(person.Id)).ShouldBe([Role.Approver]);
    }

    [Fact]
    public async Task Nobody_unknown_gets_a_role() =>
        (await service.Roles.Grant("p-admin", "p-nobody", Role.Planner)).Refusals.ShouldBe([new Refusal("person", RefusalCode.NotAChoice, "p-nobody")]);
}
