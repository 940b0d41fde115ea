namespace MinatoTracker.Service.Hosting;

/// <summary>A setting can't be used. The message says which and why, for the operator to read.</summary>
public sealed class MisconfiguredException(string message, Exception? inner = null) : Exception(message, inner);
