using System.Net;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Tests.People;

public sealed class DemoPeopleTests(PeopleService service) : IClassFixture<PeopleService>
{
    private string File => Path.Combine(service.Settings.LocalFolder, "demo-people.txt");

    private DemoPeople Demo => service.Get<DemoPeople>();

    [Fact]
    public async Task Demo_people_sign_in_with_what_is_printed_and_stay_the_same_on_the_next_run()
    {
        var first = await Demo.Create(new("en"));
        var again = await Demo.Create(new("en"));

        again.Lines.ShouldBe(first.Lines);
        again.People.Select(p => p.Id).ShouldBe(first.People.Select(p => p.Id));
        first.Lines.ShouldContain($"Sign in at http://localhost:8080/sign-in as planner (Planner) with password {first.Password}");
        using var browser = service.Browse();
        (await browser.SignIn("planner", first.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        if (!OperatingSystem.IsWindows()) System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Every_section_has_a_reporter_and_every_role_somebody()
    {
        await Demo.Create();

        foreach (var section in new[] { "総務課", "協働まちづくり推進課", "窓口サービス課", "保健福祉課", "生活支援課" })
            (await Task.WhenAll((await service.People.InSection(section)).Select(person => service.Roles.Of(person.Id)))).ShouldContain(roles => roles.Contains(Role.Reporter));
        var register = await service.Roles.Today();
        foreach (var role in Enum.GetValues<Role>()) register.With(role, new(2020, 10, 2)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task After_the_run_folder_is_gone_a_new_password_works()
    {
        var before = await Demo.Create();
        System.IO.File.Delete(File);

        var after = await Demo.Create();

        after.Password.ShouldNotBe(before.Password);
        (await service.People.SignIn("approver", after.Password)).ShouldNotBeNull();
        (await service.People.SignIn("approver", before.Password)).ShouldBeNull();
    }
}
