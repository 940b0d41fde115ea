using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.Service.People;
using Npgsql;

namespace MinatoTracker.Service.Tests.People;

public sealed class BearerTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task A_token_stands_for_its_person()
    {
        var person = await service.Add("token", "総務課", Role.Reporter, Role.Approver);
        var token = await Issue(person);

        using var me = JsonDocument.Parse(await (await service.Api("/api/v1/me", token)).Content.ReadAsStringAsync());

        me.RootElement.GetProperty("id").GetString().ShouldBe(person.Id);
        me.RootElement.GetProperty("name").GetString().ShouldBe("tokenさん");
        me.RootElement.GetProperty("section").GetString().ShouldBe("総務課");
        me.RootElement.GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["Reporter", "Approver"]);
        (await service.Api("/api/v1/needs-approver", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_token_is_answered_with_a_problem_and_no_redirect() =>
        await ShouldBeRefused(await service.Api("/api/v1/needs-approver", null), HttpStatusCode.Unauthorized, "sign-in-needed");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("minato_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("minato_")]
    public async Task An_unknown_token_is_refused(string token) =>
        await ShouldBeRefused(await service.Api("/api/v1/me", token), HttpStatusCode.Unauthorized, "token-unknown");

    [Fact]
    public async Task A_token_with_one_letter_changed_is_refused()
    {
        var token = await Issue(await service.Add("changed"));
        var changed = token[..^5] + (token[^5] == 'A' ? 'B' : 'A') + token[^4..];

        await ShouldBeRefused(await service.Api("/api/v1/me", changed), HttpStatusCode.Unauthorized, "token-unknown");
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var token = await Issue(await service.Add("expired"), days: 30);
        service.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        (await service.Api("/api/v1/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        service.Time.Advance(TimeSpan.FromSeconds(1));

        await ShouldBeRefused(await service.Api("/api/v1/me", token), HttpStatusCode.Unauthorized, "token-expired");
    }

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        var issued = (await service.Tokens.IssueToken((await service.Add("revoked")).Id, "test", TimeSpan.FromDays(1))).Result!;

        (await service.Tokens.RevokeToken(issued.Id)).ShouldBeTrue();

        await ShouldBeRefused(await service.Api("/api/v1/me", issued.Token), HttpStatusCode.Unauthorized, "token-revoked");
    }

    [Fact]
    public async Task The_token_of_a_deactivated_person_is_refused()
    {
        var person = await service.Add("gone");
        var token = await Issue(person);

        await service.People.Deactivate(person.Id);

        await ShouldBeRefused(await service.Api("/api/v1/me", token), HttpStatusCode.Unauthorized, "token-revoked");
    }

    [Fact]
    public async Task A_person_without_the_role_is_told_so() =>
        await ShouldBeRefused(
            await service.Api("/api/v1/needs-approver", await Issue(await service.Add("reporter", Role.Reporter))),
            HttpStatusCode.Forbidden, "not-allowed");

    [Fact]
    public async Task Problems_are_told_in_japanese_and_in_english_to_those_who_ask()
    {
        (await Title("/api/v1/me")).ShouldBe("認証が必要です。");
        (await Title("/api/v1/me?lang=en")).ShouldBe("This needs a token.");

        async Task<string?> Title(string path)
        {
            using var problem = JsonDocument.Parse(await (await service.Api(path, null)).Content.ReadAsStringAsync());
            return problem.RootElement.GetProperty("title").GetString();
        }
    }

    [Fact]
    public async Task Only_the_tokens_hash_is_stored()
    {
        var issued = (await service.Tokens.IssueToken((await service.Add("hashed")).Id, "test", TimeSpan.FromDays(1))).Result!;

        await using var source = NpgsqlDataSource.Create(service.Settings.Postgres!);
        await using var command = source.CreateCommand("select to_jsonb(t)::text, t.token_hash from minato.api_tokens t where id = $1");
        command.Parameters.Add(new() { Value = issued.Id });
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();

        reader.GetString(0).ShouldNotContain(issued.Token[^20..]);
        reader.GetFieldValue<byte[]>(1).ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(issued.Token)));
    }

    [Fact]
    public async Task A_token_needs_a_label_and_an_end()
    {
        var person = await service.Add("labels");

        (await service.Tokens.IssueToken(person.Id, " ", TimeSpan.FromDays(400))).Refusals
            .ShouldBe([new Refusal("label", RefusalCode.Required), new Refusal("days", RefusalCode.OutOfBounds, "366")]);
    }

    [Fact]
    public async Task Nobody_gets_no_token() =>
        (await service.Tokens.IssueToken("p-nobody", "test", TimeSpan.FromDays(1))).IsRefused.ShouldBeTrue();

    private async Task<string> Issue(Person person, int days = 3000) =>
        (await service.Tokens.IssueToken(person.Id, "test", TimeSpan.FromDays(Math.Min(days, 366)))).Result!.Token;

    private static async Task ShouldBeRefused(HttpResponseMessage answer, HttpStatusCode status, string problem)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        body.RootElement.GetProperty("type").GetString().ShouldBe($"urn:minato:problem:{problem}");
        body.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        if (status == HttpStatusCode.Unauthorized) answer.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }
}
