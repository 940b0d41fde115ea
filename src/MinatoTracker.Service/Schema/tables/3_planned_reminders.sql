-- Reminders to come, a row each. Derived: the log and the people lead to the same rows again at any time (ReminderPlan.cs).
-- What was sent, skipped or given up is in the log and has no row.
create table if not exists minato.planned_reminders (
    tenant_id varchar     not null,
    person    text        not null,
    plan      varchar     not null,
    review    varchar     not null,
    occasion  integer     not null,
    -- Whose own deadline it is about; empty for the deadline of the whole review.
    section   text        not null,
    audience  varchar     not null,
    deadline  date        not null,
    -- When its occasion comes, and when it is looked at: then, or at the next attempt after a failure.
    due_at    timestamptz not null,
    next_at   timestamptz not null,
    -- How often it failed.
    attempts  integer     not null,
    constraint pkey_planned_reminders primary key (tenant_id, person, plan, review, occasion, section)
);
