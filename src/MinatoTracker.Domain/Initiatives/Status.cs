namespace MinatoTracker.Domain.Initiatives;

/// <summary>First axis of the status: whether the target is expected to be met.</summary>
public enum AttainmentOutlook
{
    /// <summary>目標達成見込</summary>
    Expected,

    /// <summary>目標未達成見込</summary>
    NotExpected,
}

/// <summary>Second axis of the status: whether the work goes to plan. Reform-plan rows have none.</summary>
public enum ProgressStatus
{
    /// <summary>取組予定通り進捗している</summary>
    OnSchedule,

    /// <summary>取組予定通り進捗していない</summary>
    NotOnSchedule,
}

public enum IndicatorKind
{
    /// <summary>成果指標</summary>
    Outcome,

    /// <summary>活動指標</summary>
    Output,
}

/// <summary>A doubt about a row that a person should look at; never a refusal.</summary>
/// <param name="Code">What is doubtful; the words a person reads are looked up by this.</param>
/// <param name="Detail">The passage or figures it is about, as published.</param>
/// <param name="Indicator">Id of the indicator it is about; null for the row as a whole.</param>
public sealed record Warning(WarningCode Code, string? Detail = null, string? Indicator = null);

public enum WarningCode
{
    /// <summary>A bound without 以上, 以下 or the like.</summary>
    OperatorMissing,

    /// <summary>A change in % of a figure in %: points or percent is not stated.</summary>
    PointsOrPercentUnstated,

    /// <summary>Parts that do not add up to the total.</summary>
    PartsDoNotSum,

    /// <summary>A narrative that says 計画どおり under "not on schedule".</summary>
    NarrativeContradictsProgress,

    /// <summary>An actual that already meets a target marked not attainable.</summary>
    ActualMeetsUnattainable,

    /// <summary>Text that breaks off.</summary>
    TextBreaksOff,

    /// <summary>Cells of the table ran together; what stands where was worked out from the text.</summary>
    CellsMerged,

    /// <summary>A cell is empty or missing.</summary>
    CellMissing,

    /// <summary>The status could not be read.</summary>
    StatusUnreadable,

    /// <summary>The target could not be read as a typed criterion.</summary>
    TargetUnreadable,

    /// <summary>The value of the baseline is not told.</summary>
    BaselineUnknown,

    /// <summary>What kind of revision this is was worked out from the text.</summary>
    RevisionKindAssumed,

    /// <summary>The day of a change is told only to the month; its first day stands for it.</summary>
    DateImprecise,

    /// <summary>The narrative tells of a changed goal or survey that the target column does not show.</summary>
    ChangeOnlyInNarrative,

    /// <summary>The number of a row, its strategy or the row it repeats could not be read surely; where it stands was worked out.</summary>
    PlacementUnsure,

    /// <summary>Text of the paper beside this row that belongs to nothing; kept here so that it is not lost.</summary>
    LineNotPlaced,
}
