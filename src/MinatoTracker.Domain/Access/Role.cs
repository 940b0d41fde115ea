namespace MinatoTracker.Domain.Access;

/// <summary>What a person does here. A person may have several; none contains another.</summary>
public enum Role
{
    /// <summary>所管課: records actuals and assessments, proposes revisions.</summary>
    Reporter,

    /// <summary>企画: schedules reviews, imports plans, proposes revisions.</summary>
    Planner,

    /// <summary>区長等: approves or returns revisions.</summary>
    Approver,

    /// <summary>Looks after people and their roles.</summary>
    Administrator,

    /// <summary>所管課長: answers for the section they work in, and hears when it is late.</summary>
    SectionChief,
}
