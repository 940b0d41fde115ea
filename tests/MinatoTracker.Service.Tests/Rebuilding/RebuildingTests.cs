using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using MinatoTracker.EventLog.Doctor;
using MinatoTracker.EventLog.Postgres;
using MinatoTracker.EventLog.Rebuild;
using MinatoTracker.Service.Hosting;
using MinatoTracker.Service.Tests.Support;

namespace MinatoTracker.Service.Tests.Rebuilding;

/// <summary>The history is built anew when a program wants it in another shape, and when an operator says so.</summary>
public sealed class RebuildingTests : IAsyncLifetime
{
    private const string Plan = $"{SampleService.Plan}?asOf=2020-10-31";
    private readonly SampleService service = new();
    private string before = "";

    public async ValueTask InitializeAsync()
    {
        await service.InitializeAsync();
        await Eventually.Get(async () => await Built() == HistoryPlaces.Shape ? "built" : null, "the first rebuild");
        before = await service.Anyone.GetStringAsync(Plan);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_history_in_another_shape_is_built_anew_when_the_service_starts()
    {
        await LeaveTheHistoryInAnotherShape();
        var folder = Directory.CreateTempSubdirectory("minato-rebuild-").FullName;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracker(new() { Postgres = service.ConnectionString, LocalFolder = folder });

        await using (var next = builder.Build().UseTracker())
        {
            await next.StartAsync();
            await Eventually.Get(async () => await Built() == HistoryPlaces.Shape ? "built" : null, "the history in the shape that the program wants");
        }

        (await service.Anyone.GetStringAsync(Plan)).ShouldBe(before);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_doctor_says_when_the_history_is_in_another_shape()
    {
        (await Examine()).ShouldBeEmpty();

        await Execute("update minato.read_model_versions set version = 0");

        (await Examine()).ShouldHaveSingleItem().Code.ShouldBe("history_in_another_shape");
    }

    [Fact]
    public async Task An_operator_rebuilds_it_and_sees_how_far_it_is()
    {
        await LeaveTheHistoryInAnotherShape();

        var (code, said, _) = await Cli.Type("rebuild --lang en", service.ConnectionString);

        code.ShouldBe(0);
        said.ShouldContain("Rebuilding the history: ");
        said.ShouldContain("was built anew out of ");
        (await service.Anyone.GetStringAsync(Plan)).ShouldBe(before);
        (await Examine()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_is_told_in_json_alone()
    {
        var (code, said, _) = await Cli.Type("rebuild --json", service.ConnectionString);

        code.ShouldBe(0);
        JsonDocument.Parse(said).RootElement.GetProperty("done").GetInt64().ShouldBeGreaterThan(100);
    }

    private async Task<int?> Built() => await new ReadModelVersions(service.Get<EventLogDatabase>()).Built(ReadModelVersions.History);

    private async Task<Finding[]> Examine() =>
        [.. (await new EventLogDoctor(service.Get<EventLogDatabase>(), service.Time, HistoryPlaces.Of, HistoryPlaces.Shape).Examine())
            .Where(finding => finding.Code != "not_durable")];

    /// <summary>As a program would have left it to which every event filled another slot.</summary>
    private async Task LeaveTheHistoryInAnotherShape()
    {
        await Execute("update minato.history_slots set slot = 'former/' || slot");
        await Execute("update minato.read_model_versions set version = 0");
        (await service.Anyone.GetStringAsync(SampleService.Plan + "/initiatives/3-3-6/events")).ShouldNotBeEmpty();
    }

    private async Task Execute(string sql)
    {
        await using var command = service.Get<EventLogDatabase>().Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
