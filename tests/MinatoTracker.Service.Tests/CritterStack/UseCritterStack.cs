using System.Runtime.CompilerServices;
using MinatoTracker.CritterStack;
using MinatoTracker.Service.Hosting;

namespace MinatoTracker.Service.Tests.CritterStack;

/// <summary>Has every test of this project run on the other edition.</summary>
internal static class UseCritterStack
{
    [ModuleInitializer]
    internal static void BeforeAnyTest() => Edition.Current = new CritterStackEdition();
}
