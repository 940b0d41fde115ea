using Microsoft.Extensions.DependencyInjection;
using MinatoTracker.CritterStack.Mails;
using MinatoTracker.CritterStack.Reminders;
using MinatoTracker.Service.Commands;
using MinatoTracker.Service.Jobs.Alert;
using MinatoTracker.Service.Jobs.Letters;
using MinatoTracker.Service.Jobs.Summary;
using MinatoTracker.Service.Reminders;

namespace MinatoTracker.CritterStack.Commands;

/// <summary>Commands and mails on Wolverine.</summary>
public static class WolverineCommands
{
    public static IServiceCollection AddWolverineBus(this IServiceCollection services)
    {
        services.AddSingleton<LettersAsked>();
        services.AddSingleton<LetterDesk>();
        services.AddSingleton<WolverineNode>();
        services.AddSingleton<ICommandBus, WolverineBus>();
        services.AddSingleton<IReminderHandover, LetterQueue>();
        return services.AddMailQueue<SummaryTo, SummaryWriter>().AddMailQueue<AlertTo, AlertWriter>();
    }

    private static IServiceCollection AddMailQueue<TMails, TWriter>(this IServiceCollection services)
        where TWriter : IMailHandover<TMails> => services
        .AddSingleton(provider => new MailDesk<TMails>(provider.GetRequiredService<TWriter>()))
        .AddSingleton<IMailHandover<TMails>, MailQueue<TMails>>();
}
