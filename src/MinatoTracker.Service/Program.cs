using MinatoTracker.Service.Hosting;

var builder = WebApplication.CreateBuilder(args);
var settings = TrackerSettings.From(builder.Configuration);
builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
var app = builder.AddTracker(settings).Build().UseTracker();
await app.RunAsync();
