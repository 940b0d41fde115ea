using System.CommandLine;
using System.Net;
using System.Text.Json;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.People;

namespace MinatoTracker.Service.Tests.People;

public sealed class CommandTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task A_person_added_in_a_terminal_can_sign_in_with_the_password_shown_once()
    {
        var added = await Json("person", "add", "typed", "--name", "港 太郎", "--email", "typed@minato.example", "--section", "総務課", "--role", "Reporter", "--role", "Planner", "--json");

        var person = (await service.People.SignIn("typed", added.GetProperty("password").GetString()!))!;
        person.Id.ShouldBe(added.GetProperty("id").GetString());
        (person.DisplayName, person.Section).ShouldBe(("港 太郎", "総務課"));
        (await service.Roles.Of(person.Id)).ShouldBe([Role.Reporter, Role.Planner]);
    }

    [Fact]
    public async Task An_address_that_was_wrong_is_put_right_and_one_that_is_none_is_refused_in_words()
    {
        var person = await service.Add("moving", "総務課");

        (await Said("person", "change", "moving", "--email", "moved@minato.example", "--section", "会計課")).ShouldBe("movingさんの登録を変えました。");
        (await service.People.Find(person.Id))!.ShouldSatisfyAllConditions(
            now => now.Email.ShouldBe("moved@minato.example"), now => now.Section.ShouldBe("会計課"), now => now.DisplayName.ShouldBe("movingさん"));
        var refused = await Run("person", "change", "moving", "--email", "港区役所");
        refused.ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => $"{run}".ShouldContain("メールアドレス「港区役所」の形式が正しくありません。"));
        (await Run("person", "change", "moving")).Code.ShouldBe(1);
        (await service.People.Find(person.Id))!.Email.ShouldBe("moved@minato.example");
        await Said("person", "change", "moving", "--email", "");
        (await service.People.Find(person.Id))!.Email.ShouldBeNull();
    }

    [Fact]
    public async Task The_list_shows_roles()
    {
        var person = await service.Add("listed", "総務課", Role.Approver);

        (await Said("person", "list")).ShouldContain("listed\tlistedさん\t総務課\tApprover");
        var row = (await Json("person", "list", "--json")).EnumerateArray().Single(r => r.GetProperty("id").GetString() == person.Id);
        row.GetProperty("roles").EnumerateArray().Single().GetString().ShouldBe("Approver");
    }

    [Fact]
    public async Task Roles_are_granted_and_revoked_by_sign_in_name()
    {
        var person = await service.Add("roles");

        await Said("person", "grant", "roles", "Approver");
        (await service.Roles.Of(person.Id)).ShouldBe([Role.Approver]);
        (await Said("person", "grant", "roles", "Approver")).ShouldBe("変更はありません。");
        await Said("person", "revoke", person.Id, "Approver");
        (await service.Roles.Of(person.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erasing_asks_first()
    {
        var person = await service.Add("erasing");

        (await Run("person", "erase", "erasing")).Code.ShouldBe(1);
        (await service.People.Find(person.Id))!.DisplayName.ShouldNotBeNull();
        await Said("person", "erase", "erasing", "--yes");
        (await service.People.Find(person.Id))!.DisplayName.ShouldBeNull();
    }

    [Fact]
    public async Task A_password_is_made_anew_and_a_deactivated_person_is_out()
    {
        await service.Add("again");
        var password = (await Json("person", "password", "again", "--json")).GetProperty("password").GetString()!;

        (await service.People.SignIn("again", password)).ShouldNotBeNull();
        await Said("person", "deactivate", "again");
        (await service.People.SignIn("again", password)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_issued_in_a_terminal_opens_the_api_until_it_is_revoked()
    {
        await service.Add("scripts");
        var token = (await Said("token", "issue", "scripts", "--label", "夜間の取込", "--days", "1")).Split('\n')[^1];
        (await service.Api("/api/v1/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var listed = await Said("token", "list", "scripts");
        listed.ShouldContain("夜間の取込");
        listed.ShouldNotContain(token);
        (await Json("token", "revoke", listed.Split('\t')[0], "--json")).GetProperty("revoked").GetBoolean().ShouldBeTrue();

        (await service.Api("/api/v1/me", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Said("token", "list", "scripts")).ShouldContain("取消済み");
    }

    [Theory]
    [InlineData("利用者「nobody」は見つからないか、無効になっています。", "person", "deactivate", "nobody")]
    [InlineData("利用者「nobody」は見つからないか、無効になっています。", "token", "issue", "nobody", "--label", "x")]
    [InlineData("氏名を入力してください。", "person", "add", "blank", "--name", " ")]
    [InlineData("トークン xyz はありません。", "token", "revoke", "xyz")]
    public async Task What_can_not_be_done_is_said_in_words_and_ends_with_1(string words, params string[] typed)
    {
        var (code, _, error) = await Run(typed);

        code.ShouldBe(1);
        error.ShouldBe(words);
    }

    private async Task<JsonElement> Json(params string[] typed) => JsonDocument.Parse(await Said(typed)).RootElement;

    private async Task<string> Said(params string[] typed)
    {
        var (code, output, error) = await Run(typed);
        code.ShouldBe(0, error);
        return output;
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] typed)
    {
        var json = new Option<bool>("--json") { Recursive = true };
        var root = new RootCommand
        {
            json,
            PersonCommands.Build((_, _) => Task.FromResult(service.Services), json),
            TokenCommands.Build((_, _) => Task.FromResult(service.Services), json),
        };
        using StringWriter output = new(), error = new();
        var code = await root.Parse(typed).InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }
}
