using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Site;

/// <summary>What a page asks of the database does not grow with the plan.</summary>
public sealed class QueryCountTests(SampleService service) : IClassFixture<SampleService>
{
    [Theory]
    [InlineData("/plans/minato-2020", 1)]
    [InlineData("/plans/minato-2020?asOf=2020-10-31&knownAt=2020-10-02T12:00", 1)]
    [InlineData("/plans/minato-2020/initiatives/3-3-6", 2)]
    [InlineData("/plans/minato-2020/initiatives/3-3-6/why", 2)]
    [InlineData($"{SampleService.Plan}?asOf=2020-08-31", 1)]
    public async Task A_page_takes_one_query_or_two(string address, int queries)
    {
        (await service.Anyone.GetAsync(address)).EnsureSuccessStatusCode();

        (await Queries(() => service.Anyone.GetAsync(address))).ShouldBe(queries);
    }

    [Fact]
    public async Task People_by_name_add_none_once_their_names_are_known()
    {
        var page = "/plans/minato-2020/initiatives/1-1-3";
        (await service.Reporter.PostAsJsonAsync($"{SampleService.Plan}/initiatives/1-1-3/actuals", new { indicator = "1", value = 78 })).EnsureSuccessStatusCode();
        WebUtility.HtmlDecode(await service.Anyone.GetStringAsync(page)).ShouldContain("Reporterさん");

        (await Queries(() => service.Anyone.GetAsync(page))).ShouldBe(2);
    }

    /// <summary>Round trips to the database that belong to a request, told from the jobs' by the trace that it carries.</summary>
    private static async Task<int> Queries(Func<Task<HttpResponseMessage>> request)
    {
        ConcurrentBag<ActivityTraceId> seen = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore" or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql") seen.Add(activity.TraceId);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var trace = source.StartActivity("request")!;
        (await request()).EnsureSuccessStatusCode();
        return seen.Count(id => id == trace.TraceId);
    }
}
