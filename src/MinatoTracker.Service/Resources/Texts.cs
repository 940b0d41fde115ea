namespace MinatoTracker.Service;

// One class a resource file: IStringLocalizer<SiteTexts> reads Resources/SiteTexts.resx (Japanese) and SiteTexts.en.resx.
// They stand in the root namespace because the localizer finds a file by the class's name below it.

/// <summary>Header, footer, time bar, error pages.</summary>
public sealed class SiteTexts;

/// <summary>List of plans and the overview of one.</summary>
public sealed class PlansTexts;

/// <summary>An initiative, why its targets changed, and the forms on it.</summary>
public sealed class InitiativesTexts;

/// <summary>The domain's words: statuses, targets, refusals, warnings.</summary>
public sealed class WordsTexts;

/// <summary>Reminder mails, their ledger and the outbox.</summary>
public sealed class RemindersTexts;

/// <summary>The page that compares a plan at two points in time.</summary>
public sealed class ComparingTexts;

/// <summary>The jobs: what they are called, what their runs say.</summary>
public sealed class JobsTexts;

/// <summary>The reminder policy, and what people choose for themselves.</summary>
public sealed class ReminderPolicyTexts;

/// <summary>What was sent, what was not and why; dry runs and letters.</summary>
public sealed class ReminderLedgerTexts;

/// <summary>Reviews: schedule, board, reports, published versions.</summary>
public sealed class ReviewsTexts;
