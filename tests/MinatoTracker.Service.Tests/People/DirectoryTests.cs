using Microsoft.AspNetCore.Identity;
using MinatoTracker.Domain;
using MinatoTracker.Domain.Access;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.People;
using Npgsql;

namespace MinatoTracker.Service.Tests.People;

public sealed class DirectoryTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task Ids_are_opaque_and_lead_to_the_person()
    {
        var person = await service.Add("opaque", "窓口サービス課");

        person.Id.ShouldNotContain("opaque");
        (await service.People.Find(person.Id)).ShouldBe(person);
        (await service.People.FindNamed("OPAQUE")).ShouldBe(person);
    }

    [Fact]
    public async Task Names_come_together_and_unknown_ids_stand_for_themselves()
    {
        var (one, two) = (await service.Add("one"), await service.Add("two"));

        (await service.People.Names([one.Id, two.Id, "nobody", one.Id])).ShouldBe(
            new Dictionary<string, string> { [one.Id] = "oneさん", [two.Id] = "twoさん", ["nobody"] = "nobody" }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_sections_active_people_have_addresses()
    {
        await service.Add("stays", "保健福祉課");
        await service.People.Deactivate((await service.Add("left", "保健福祉課")).Id);
        await service.Add("elsewhere", "総務課");

        (await service.People.InSection("保健福祉課")).Select(person => person.Email).ShouldBe(["stays@minato.example"]);
    }

    [Fact]
    public async Task An_erased_person_loses_everything_but_the_id()
    {
        var person = await service.Add("vanishing", "総務課", Role.Planner);
        await service.Tokens.IssueToken(person.Id, "vanishingさんの端末", TimeSpan.FromDays(1));

        (await service.People.Erase(person.Id)).IsRefused.ShouldBeFalse();

        (await service.People.Find(person.Id)).ShouldBe(new Person { Id = person.Id }, new ById());
        (await service.People.Names([person.Id]))[person.Id].ShouldBe(person.Id);
        (await service.People.SignIn("vanishing", PeopleService.Password)).ShouldBeNull();
        (await EverythingAbout(person.Id)).ShouldNotContain("vanishing");
        (await service.Roles.Of(person.Id)).ShouldBe([Role.Planner], "the history keeps what the id did");
    }

    [Fact]
    public async Task An_erased_persons_sign_in_name_is_free_again()
    {
        await service.People.Erase((await service.Add("reused")).Id);

        (await service.Add("reused")).SignInName.ShouldBe("reused");
    }

    [Fact]
    public async Task A_sign_in_name_is_taken_once_however_it_is_written()
    {
        await service.Add("taken");

        (await service.People.Create(new("ＴＡＫＥＮ", "別人", null, null, null))).Refusals
            .ShouldBe([new Refusal("signInName", RefusalCode.AlreadyExists, "taken")]);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once() =>
        (await service.People.Create(new("has space", " ", "no address", "a\nb", "short"))).Refusals.Select(r => r.Field)
            .ShouldBe(["signInName", "displayName", "email", "section", "password"]);

    [Fact]
    public async Task Every_refusal_has_words_in_both_languages()
    {
        var refusals = (await service.People.Create(new("x", "", "no", "a\nb", "short"))).Refusals
            .Concat((await service.People.SetPassword("p-nobody", "x")).Refusals)
            .Concat((await service.Tokens.IssueToken("p-nobody", "", TimeSpan.Zero)).Refusals);

        foreach (var refusal in refusals)
        foreach (var language in new[] { "ja", "en" })
            PeopleTexts.In(new(language), $"Refused.{refusal.Field}.{refusal.Code}", refusal.Detail).ShouldNotStartWith("Refused.");
    }

    [Fact]
    public async Task A_password_made_with_less_work_is_hashed_anew_at_the_next_sign_in()
    {
        var person = await service.Add("rehash");
        var weak = new Passwords(Passwords.HasherOf(PeopleService.HashIterations / 2)).Hash(PeopleService.Password);
        await Execute("update minato.people set password_hash = $2 where id = $1", person.Id, weak);

        (await service.People.SignIn("rehash", PeopleService.Password)).ShouldNotBeNull();

        (await EverythingAbout(person.Id)).ShouldNotContain(weak);
        (await service.People.SignIn("rehash", PeopleService.Password)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_name_costs_the_same_work_as_a_wrong_password()
    {
        await service.Add("timed");
        var hasher = new CountingHasher();
        await using var database = new EventLogDatabase(service.Settings.Postgres!);
        var people = new PeopleDirectory(database, service.Settings, new Passwords(hasher), service.Time);

        await people.SignIn("timed", "wrong");
        var wrong = hasher.Verified;
        await people.SignIn("unknown", "wrong");
        await people.SignIn("no such name!", "wrong");

        wrong.ShouldBe(1);
        hasher.Verified.ShouldBe(3);
    }

    [Fact]
    public async Task One_offices_connection_sees_none_of_anothers_people()
    {
        var person = await service.Add("isolated");
        await service.Tokens.IssueToken(person.Id, "test", TimeSpan.FromDays(1));
        await using var database = new EventLogDatabase(service.Settings.Postgres!);

        (await Count("elsewhere")).ShouldBe((0, 0));
        var (people, tokens) = await Count(service.Settings.Tenant);
        people.ShouldBeGreaterThan(0);
        tokens.ShouldBeGreaterThan(0);

        Task<(long, long)> Count(string tenant) => database.Writer.InTenant(tenant, async connection =>
        {
            await using var command = new NpgsqlCommand(
                "select (select count(*) from minato.people), (select count(*) from minato.api_tokens), current_user", connection);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            reader.GetString(2).ShouldBe("minato_writer");
            return (reader.GetInt64(0), reader.GetInt64(1));
        });
    }

    [Theory]
    [InlineData("insert into minato.people (tenant_id, id, display_name, session_stamp, created_at) values ('minato', 'p-x', 'x', '', now())")]
    [InlineData("update minato.people set tenant_id = 'minato'")]
    [InlineData("delete from minato.people")]
    [InlineData("truncate minato.people cascade")]
    public async Task One_office_can_not_write_into_another_and_nobody_deletes(string sql)
    {
        await using var database = new EventLogDatabase(service.Settings.Postgres!);
        await service.Get<IEventLog>().AddTenant("other");
        await database.Writer.InTenant("other", connection => Run(connection, "insert into minato.people (tenant_id, id, display_name, session_stamp, created_at) values ('other', 'p-other', 'x', '', now()) on conflict do nothing"));

        (await Should.ThrowAsync<PostgresException>(database.Writer.InTenant("other", connection => Run(connection, sql))))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Reports_read_no_names_even_after_the_schema_is_laid_again()
    {
        await using var database = new EventLogDatabase(service.Settings.Postgres!);
        await Hosting.DatabaseStartup.Prepare(database, service.Get<IEventLog>(), service.Settings, default);

        (await Should.ThrowAsync<PostgresException>(database.Reader.InTenant("minato", connection => Run(connection, "select from minato.people"))))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await service.People.All()).ShouldNotBeNull();
    }

    private static Task<int> Run(NpgsqlConnection connection, string sql) => new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync();

    private async Task<string> EverythingAbout(string id)
    {
        await using var source = NpgsqlDataSource.Create(service.Settings.Postgres!);
        await using var command = source.CreateCommand(
            "select to_jsonb(p)::text || coalesce((select jsonb_agg(t)::text from minato.api_tokens t where t.person_id = p.id), '') from minato.people p where id = $1");
        command.Parameters.Add(new() { Value = id });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task Execute(string sql, params string[] values)
    {
        await using var source = NpgsqlDataSource.Create(service.Settings.Postgres!);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private sealed class CountingHasher : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> inner = Passwords.HasherOf(PeopleService.HashIterations);

        public int Verified { get; private set; }

        public string HashPassword(Person user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    /// <summary>All that is told of a person, without what only sessions know.</summary>
    private sealed class ById : IEqualityComparer<Person?>
    {
        public bool Equals(Person? x, Person? y) => Told(x) == Told(y);

        public int GetHashCode(Person? obj) => 0;

        private static string Told(Person? p) => (p?.Id, p?.DisplayName, p?.Email, p?.Section, p?.SignInName, p?.Active).ToString();
    }
}
