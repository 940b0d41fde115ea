using System.Diagnostics.CodeAnalysis;

namespace MinatoTracker.Service.Documents;

/// <summary>A plan read whole, or the reason why nothing of it was taken.</summary>
public sealed record ReadResult
{
    private ReadResult(PlanDocument? document, ReadProblem? problem) => (Document, Problem) = (document, problem);

    public PlanDocument? Document { get; }

    public ReadProblem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Document))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsRead => Document is not null;

    public static ReadResult Of(PlanDocument document) => new(document, null);

    public static ReadResult Failed(ReadProblemCode code, int? line = null, string? path = null, string? detail = null) =>
        new(null, new(code, line, path, detail));
}

/// <summary>Why a file is not taken.</summary>
/// <param name="Code">What is wrong; the words a person reads are looked up by this.</param>
/// <param name="Line">The line at which reading gave up, counted from 1; null where no line is to blame.</param>
/// <param name="Path">For JSON: the value that is wrong, as a JSON path ($.issues[0].title).</param>
/// <param name="Detail">The text or value that is wrong.</param>
public sealed record ReadProblem(ReadProblemCode Code, int? Line = null, string? Path = null, string? Detail = null);

public enum ReadProblemCode
{
    /// <summary>Nothing in it.</summary>
    Empty,

    /// <summary>Not text: a PDF, a spreadsheet, a picture.</summary>
    NotText,

    /// <summary>A web page, not the text of a paper.</summary>
    HtmlPage,

    /// <summary>No line among the first names an operation plan of a fiscal year.</summary>
    NoPlanTitle,

    /// <summary>The heading names no review (中間振り返り, 自己評価).</summary>
    NoReview,

    /// <summary>A heading, but no management issue or strategy under it.</summary>
    NoSections,

    /// <summary>Sections, but not one row of a table in them.</summary>
    NoRows,

    /// <summary>Begins as JSON does, and is none.</summary>
    MalformedJson,

    /// <summary>JSON of another format, or a version of this one that is not known.</summary>
    UnsupportedFormat,

    /// <summary>A property that is missing, unknown, or of the wrong kind.</summary>
    WrongShape,

    /// <summary>A value that contradicts another: a code twice, a repeated row that is not there.</summary>
    Inconsistent,
}
