namespace MinatoTracker.Domain;

/// <summary>What a command leads to: the events to record, or every reason why it is refused.</summary>
/// <remarks>No events and no refusals means that the command's result already stands.</remarks>
public sealed record Decision(ValueList<IEvent> Events, ValueList<Refusal> Refusals)
{
    public static Decision Nothing { get; } = new([], []);

    public bool IsRefused => Refusals.Count > 0;

    public static Decision Record(params ReadOnlySpan<IEvent> events) => new(ValueList.Create(events), []);

    public static Decision Refuse(params ReadOnlySpan<Refusal> refusals) => new([], ValueList.Create(refusals));
}

/// <summary>One reason for a refusal.</summary>
/// <param name="Field">The input it is about, in camel case as the API names it.</param>
/// <param name="Code">What is wrong with it; the words a person reads are looked up by this.</param>
/// <param name="Detail">The value or bound to put into those words.</param>
public sealed record Refusal(string Field, RefusalCode Code, string? Detail = null);

public enum RefusalCode
{
    Required,
    NotANumber,
    NotADate,
    NotAChoice,
    OutOfBounds,
    TooLong,
    UnknownPlan,
    UnknownInitiative,
    UnknownIndicator,
    UnknownActual,
    UnknownRevision,
    UnknownReview,
    AlreadyExists,
    AlreadyDecided,
    SamePersonApproves,
    SameAsBefore,
    Withdrawn,
    ReviewNotOpen,
    ReviewClosed,
    ReviewNotClosed,
    NotAssessed,
    NotSubmitted,
    UnknownBaseline,
    AlreadyPublished,
    NotGivenUp,
    NotAllowed,
    OtherSection,
    OutsideFiscalYear,
    BeforeCutoff,
    BeforeDeadline,
    AfterPublication,
    NotATime,
    InThePast,
    WrongOrder,
    GivenTwice,
    TooMany,
    NotAnOffset,
    UnknownZone,
    NobodyLeavesDeadlineDay,
    NotLeavable,
}
