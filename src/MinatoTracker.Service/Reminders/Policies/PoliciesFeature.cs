namespace MinatoTracker.Service.Reminders.Policies;

public static class PoliciesFeature
{
    public static IServiceCollection AddReminderPolicies(this IServiceCollection services) => services
        .AddSingleton<ReminderPolicies>()
        .AddSingleton<PolicyDesk>()
        .AddSingleton<Choices.ReminderChoosing>()
        .AddSingleton<Choices.StopLinks>();
}
