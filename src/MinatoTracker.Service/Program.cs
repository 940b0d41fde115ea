return await MinatoTracker.Service.Hosting.CommandLine.Run(args);
