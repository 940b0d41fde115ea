using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Reminders;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>The commands on Wolverine.</summary>
public static class WolverineCommands
{
    public static IServiceCollection AddWolverineBus(this IServiceCollection services)
    {
        services.AddSingleton<LettersAsked>();
        services.AddSingleton<LetterDesk>();
        services.AddSingleton<WolverineNode>();
        services.AddSingleton<ICommandBus, WolverineBus>();
        services.AddSingleton<IReminderHandover, LetterQueue>();
        return services;
    }
}
