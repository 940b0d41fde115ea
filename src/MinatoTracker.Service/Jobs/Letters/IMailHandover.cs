using MinatoTracker.EventLog;

namespace MinatoTracker.Service.Jobs.Letters;

/// <summary>How a job gets its mails into the hands of who writes and sends them.</summary>
/// <typeparam name="TMails">To whom, and what about.</typeparam>
public interface IMailHandover<in TMails>
{
    /// <summary>Has everybody written to who was not yet, and answers when that is through.</summary>
    /// <returns>To how many people the mail did not leave.</returns>
    /// <exception cref="EventLogUnavailableException">The database does not answer.</exception>
    Task<int> Write(TMails mails, CancellationToken cancellation);
}
