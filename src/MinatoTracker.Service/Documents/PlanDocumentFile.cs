namespace MinatoTracker.Service.Documents;
public sealed record ReadResult(PlanDocument? Document, string? Failure);
public static class PlanDocumentFile { public static ReadResult Read(string text) => new(System.Text.Json.JsonSerializer.Deserialize<PlanDocument>(text, Hosting.JsonShapes.Options), null); }
