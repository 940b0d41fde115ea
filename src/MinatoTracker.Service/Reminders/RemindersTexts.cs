namespace MinatoTracker.Service;

/// <summary>Reminder mails, their ledger and the outbox: Resources/RemindersTexts.resx (Japanese) and RemindersTexts.en.resx.</summary>
public sealed class RemindersTexts;
