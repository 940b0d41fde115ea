using System.Net;
using MinatoTracker.Domain.Access;

namespace MinatoTracker.Service.Tests.People;

public sealed class SessionTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task A_session_survives_a_restart()
    {
        using var browser = await SignedIn("restarts");
        var port = service.Address.Port;

        await service.Restart();

        using var again = service.Browse();
        again.Take(browser.Session!);
        service.Address.Port.ShouldNotBe(port);
        (await again.Get("/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours_and_not_while_someone_works()
    {
        using var browser = await SignedIn("works");

        service.Time.Advance(TimeSpan.FromHours(5));
        (await browser.Get("/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Time.Advance(TimeSpan.FromHours(5));
        (await browser.Get("/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Time.Advance(TimeSpan.FromHours(8.1));
        (await browser.Get("/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_revoked_role_does_not_count_from_the_next_request_on()
    {
        using var browser = await SignedIn("demoted");

        await service.Roles.Revoke("test", (await service.People.FindNamed("demoted"))!.Id, Role.Approver);

        (await browser.Get("/needs-approver")).Headers.Location!.AbsolutePath.ShouldBe("/not-allowed");
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_that_the_old_one_began()
    {
        using var browser = await SignedIn("changes");

        (await service.People.SetPassword((await service.People.FindNamed("changes"))!.Id, "another long password")).IsRefused.ShouldBeFalse();

        (await browser.Get("/needs-approver")).Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
        using var other = service.Browse();
        (await other.SignIn("changes", PeopleService.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.SignIn("changes", "another long password")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_deactivated_person_is_out_at_once_and_can_not_come_back()
    {
        using var browser = await SignedIn("leaves");

        await service.People.Deactivate((await service.People.FindNamed("leaves"))!.Id);

        (await browser.Get("/needs-approver")).Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
        (await browser.SignIn("leaves", PeopleService.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_cookie_alone_does_not_open_the_api()
    {
        using var browser = await SignedIn("api-cookie");

        (await browser.Get("/api/v1/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void The_keys_are_the_services_own()
    {
        if (OperatingSystem.IsWindows()) return;
        var keys = new DirectoryInfo(Path.Combine(service.Settings.LocalFolder, "keys"));

        keys.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        keys.GetFiles("*.xml").ShouldNotBeEmpty();
    }

    private async Task<PeopleService.Browser> SignedIn(string name)
    {
        await service.Add(name, Role.Approver);
        var browser = service.Browse();
        await browser.SignIn(name, PeopleService.Password);
        (await browser.Get("/needs-approver")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return browser;
    }
}
