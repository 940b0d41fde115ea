using System.CommandLine;

namespace MinatoTracker.Service.Hosting;

/// <summary><c>serve</c>: the web service with its workers.</summary>
public static class ServeCommand
{
    public static Command Build()
    {
        Option<bool> demo = new("--demo") { Description = CliTexts.Of("DemoOption") };
        var command = new Command("serve", CliTexts.Of("Serve")) { demo };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Serve([.. parsed.UnmatchedTokens], parsed.GetValue(demo), cancellation));
        return command;
    }

    /// <param name="demo">Loads the sample plan, carries it over into this fiscal year and makes demo people.</param>
    public static async Task<int> Serve(string[] args, bool demo, CancellationToken cancellation)
    {
        // Files and settings lie beside the program, wherever it was started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await using var database = await Database.Open(TrackerSettings.From(builder.Configuration), cancellation);
        // Each request and each turn of the scheduler would drown what an operator has to read.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{database.Settings.Port}");
        builder.AddTracker(database.Settings);
        if (demo) builder.Services.AddSingleton<DemoReports>().AddHostedService<Demo>();
        await using var app = builder.Build().UseTracker();
        await app.RunAsync(cancellation);
        return 0;
    }
}
