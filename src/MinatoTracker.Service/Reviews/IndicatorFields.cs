using MinatoTracker.Domain.Targets;

namespace MinatoTracker.Service.Reviews;

internal static class IndicatorFields
{
    /// <summary>Whether a number answers the target; else people say whether it was done.</summary>
    public static bool IsCounted(this Target target) => target switch
    {
        { Operator: TargetOperator.Milestone or TargetOperator.Qualitative } => false,
        { Operator: TargetOperator.AllOf, Value: null } => false,
        _ => true,
    };
}
