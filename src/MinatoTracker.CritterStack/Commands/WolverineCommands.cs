using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.Service.Commands;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>The commands on Wolverine.</summary>
public static class WolverineCommands
{
    public static IServiceCollection AddWolverineBus(this IServiceCollection services)
    {
        services.AddSingleton<WolverineNode>();
        services.AddSingleton<ICommandBus, WolverineBus>();
        return services;
    }
}
