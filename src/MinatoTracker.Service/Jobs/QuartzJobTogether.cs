using Quartz;

namespace MinatoTracker.Service.Jobs;

/// <summary>As <see cref="QuartzJob"/>, for what several nodes may do at once. Quartz keeps this class's name in its tables too.</summary>
public sealed class QuartzJobTogether(JobRunner runner) : Quartz.IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        new QuartzJob(runner).Execute(context, cancellationToken);
}
