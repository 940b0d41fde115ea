namespace MinatoTracker.Domain.Targets;

/// <summary>What a target revision (目標変更) changes.</summary>
public enum RevisionKind
{
    /// <summary>水準変更: the same measure, another bound.</summary>
    LevelChange,

    /// <summary>指標差替え: another indicator takes the place of the old one.</summary>
    IndicatorReplacement,

    /// <summary>測定方法変更: the same indicator measured another way.</summary>
    MethodChange,

    /// <summary>取組変更: what is to be done changes.</summary>
    ProcessGoalChange,

    /// <summary>訂正: the published figure was wrong.</summary>
    Correction,
}

/// <summary>Why a target was revised, in a word that can be counted; the text beside it tells the rest.</summary>
public enum ReasonCode
{
    /// <summary>感染症</summary>
    InfectiousDisease,

    /// <summary>予算</summary>
    Budget,

    /// <summary>制度改正</summary>
    RuleChange,

    /// <summary>外部要因</summary>
    ExternalFactor,

    /// <summary>算定誤り</summary>
    CalculationError,

    /// <summary>その他</summary>
    Other,
}

public static class RevisionKinds
{
    /// <summary>
    /// Whether an actual measured for one side of the revision may be held against the other side.
    /// A ratio that was swapped for a number of meetings can't; a lowered percentage can.
    /// </summary>
    public static bool KeepsComparability(this RevisionKind kind) => kind is RevisionKind.LevelChange or RevisionKind.Correction;
}
