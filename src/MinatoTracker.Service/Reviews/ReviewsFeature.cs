namespace MinatoTracker.Service.Reviews;

/// <summary>Reviews (振り返り): scheduled, reported to, closed, published.</summary>
public static class ReviewsFeature
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<ReviewReading>();
        services.AddSingleton<ReviewQueries>();
        services.AddSingleton<ReviewCommands>();
        services.AddSingleton<Reporting>();
        services.AddSingleton<Baselines>();
        return services;
    }
}
