using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MinatoTracker.EventLog;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Faults;

/// <summary>The database breaks commands off because of others at work, and people hear what that means for them.</summary>
public sealed class GivingWayTests : IAsyncLifetime
{
    private readonly SampleService service = new();

    public ValueTask InitializeAsync() => service.InitializeAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("23505")]
    [InlineData("25P03")]
    public async Task A_command_that_gave_way_too_often_is_told_to_come_again_and_is_recorded_once_then(string sqlState)
    {
        var before = await Events();
        await Execute($"""
            create function public.break_off() returns trigger language plpgsql as $$ begin raise exception 'not now' using errcode = '{sqlState}'; end $$;
            create trigger break_off after insert on minato.mt_events for each statement execute function public.break_off();
            """);

        var answer = await Send();

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("urn:minato:problem:database-unavailable");
        problem.GetProperty("detail").GetString()!.ShouldContain(sqlState);
        problem.GetProperty("detail").GetString()!.ShouldContain("Idempotency-Key");
        (await Events()).ShouldBe(before);

        await Execute("drop trigger break_off on minato.mt_events");
        (await Send()).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Send()).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Events()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_text_that_no_database_can_keep_is_refused_with_a_reason()
    {
        var answer = await service.Reporter.PostAsJsonAsync(
            $"{SampleService.Plan}/initiatives/1-1-1/actuals", new { indicator = "1", achieved = true, note = "a\0b", effectiveDate = "2020-09-30" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<HttpResponseMessage> Send()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{SampleService.Plan}/initiatives/1-1-1/actuals")
        {
            Content = JsonContent.Create(new { indicator = "1", achieved = true, effectiveDate = "2020-09-30" }),
        };
        request.Headers.Add("Idempotency-Key", "gave-way");
        return await service.Reporter.SendAsync(request);
    }

    private async Task<int> Events() => (await service.Get<IEventLog>().ReadAll("minato", 0, 100_000)).Count;

    private async Task Execute(string sql)
    {
        await using var command = service.Get<EventLogDatabase>().Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
