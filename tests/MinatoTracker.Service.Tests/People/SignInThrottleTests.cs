using System.Net;
using MinatoTracker.Service.People;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.People;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.10");
    private readonly FakeTime time = new(new(2020, 10, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly SignInThrottle throttle;

    public SignInThrottleTests() => throttle = new(time);

    [Fact]
    public void Five_tries_go_ahead_and_the_sixth_waits()
    {
        Tries(5).ShouldAllBe(wait => wait == null);

        throttle.Begin("planner", Office).ShouldBe(SignInThrottle.Window);
    }

    [Fact]
    public void Waiting_does_not_grow_by_trying_on()
    {
        Tries(5);
        time.Advance(TimeSpan.FromMinutes(4));
        throttle.Begin("planner", Office).ShouldBe(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));

        throttle.Begin("planner", Office).ShouldBeNull();
    }

    [Fact]
    public void The_right_password_begins_the_count_anew()
    {
        Tries(5);
        throttle.Succeeded("planner", Office);

        Tries(5).ShouldAllBe(wait => wait == null);
    }

    [Fact]
    public void The_same_name_written_differently_counts_as_one()
    {
        foreach (var name in new[] { "planner", "Planner", " PLANNER ", "ｐｌａｎｎｅｒ", "planner" }) throttle.Begin(name, Office).ShouldBeNull();

        throttle.Begin("planner", Office).ShouldNotBeNull();
    }

    [Fact]
    public void A_guesser_elsewhere_does_not_lock_a_person_out()
    {
        Tries(6);

        throttle.Begin("planner", IPAddress.Parse("192.0.2.11")).ShouldBeNull();
        throttle.Begin("approver", Office).ShouldBeNull();
    }

    [Fact]
    public void One_address_can_not_go_through_all_names()
    {
        for (var i = 0; i < SignInThrottle.TriesAnAddress; i++) throttle.Begin($"name{i}", Office).ShouldBeNull();

        throttle.Begin("one-more", Office).ShouldNotBeNull();
    }

    [Fact]
    public void A_proxy_on_the_same_machine_stands_for_many()
    {
        for (var i = 0; i <= SignInThrottle.TriesAnAddress; i++) throttle.Begin($"name{i}", IPAddress.Loopback).ShouldBeNull();
    }

    [Fact]
    public void Addresses_of_one_ipv6_network_count_as_one()
    {
        for (var i = 1; i <= 5; i++) throttle.Begin("planner", IPAddress.Parse($"2001:db8::{i}")).ShouldBeNull();

        throttle.Begin("planner", IPAddress.Parse("2001:db8::99")).ShouldNotBeNull();
        throttle.Begin("planner", IPAddress.Parse("2001:db8:0:1::1")).ShouldBeNull();
    }

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory_nor_free_the_newest()
    {
        for (var i = 0; i < 20_000; i++) throttle.Begin("planner", new IPAddress([10, 1, (byte)(i >> 8), (byte)i]));
        Tries(5);

        throttle.Begin("planner", Office).ShouldNotBeNull();
    }

    private List<TimeSpan?> Tries(int count) => [.. Enumerable.Range(0, count).Select(_ => throttle.Begin("planner", Office))];
}

public sealed class SignInThrottlePageTests(PeopleService service) : IClassFixture<PeopleService>
{
    [Fact]
    public async Task After_five_wrong_tries_even_the_right_password_waits_and_the_page_says_how_long()
    {
        await service.Add("guessed");
        using var browser = service.Browse();
        for (var i = 0; i < 5; i++) (await browser.SignIn("guessed", "not the password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var answer = await browser.SignIn("guessed", PeopleService.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.ShouldBe(SignInThrottle.Window);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("あと5分ほど");
        service.Time.Advance(SignInThrottle.Window);
        (await browser.SignIn("guessed", PeopleService.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_do_not_slip_through()
    {
        await service.Add("rushed");
        using var browser = service.Browse();
        await browser.Get("/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.SignIn("rushed", "not the password")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity).ShouldBe(5);
    }
}
