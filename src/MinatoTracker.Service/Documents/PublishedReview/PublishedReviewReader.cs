namespace MinatoTracker.Service.Documents.PublishedReview;

/// <summary>Reads the text of a published review (中間振り返り, 自己評価): headings, and tables with tabs between their cells.</summary>
public static class PublishedReviewReader
{
    /// <summary>The plan with what the review says of it, every doubt as a warning on its row; or why the text is no such paper.</summary>
    /// <param name="text">The whole paper: any line ends, any remains of markup, with or without a byte order mark.</param>
    public static ReadResult Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF'))) return ReadResult.Failed(ReadProblemCode.Empty);
        if (TextKind.LineOfBinary(text) is { } binary) return ReadResult.Failed(ReadProblemCode.NotText, binary);
        if (TextKind.LineOfHtmlPage(text) is { } html) return ReadResult.Failed(ReadProblemCode.HtmlPage, html);

        var lines = PaperLines.Split(text.TrimStart('\uFEFF'));
        var above = lines.TakeWhile(line => line.Kind is LineKind.Other).ToArray();
        var (preamble, problem) = Preamble.Read([.. above.Select(line => line.Text)]);
        if (preamble is null) return ReadResult.Failed(problem!.Value, GaveUpAt(lines, above.Length));

        var assembly = new PlanAssembly(preamble);
        foreach (var line in lines.Skip(above.Length)) assembly.Add(line);
        if (!lines.Exists(line => line.Kind is LineKind.Issue or LineKind.Strategy or LineKind.ReformPlan))
            return ReadResult.Failed(ReadProblemCode.NoSections, lines[^1].Number);
        return assembly.HasRows ? ReadResult.Of(assembly.Plan()) : ReadResult.Failed(ReadProblemCode.NoRows, lines[^1].Number);
    }

    // The first line that could no longer be part of the heading, or the last line of all.
    private static int GaveUpAt(List<PaperLine> lines, int above) => lines[Math.Min(above, lines.Count - 1)].Number;
}
