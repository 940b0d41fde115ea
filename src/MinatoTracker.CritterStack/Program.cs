using MinatoTracker.CritterStack;
using MinatoTracker.Service.Hosting;

Edition.Current = new CritterStackEdition();
return await CommandLine.Run(args);
