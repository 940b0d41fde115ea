namespace MinatoTracker.Domain.Reviews;

public enum ReviewKind
{
    /// <summary>中間振り返り: cut-off 31 August, published early October.</summary>
    MidYear,

    /// <summary>自己評価（年度末）: cut-off 31 March, published early June.</summary>
    YearEnd,
}
