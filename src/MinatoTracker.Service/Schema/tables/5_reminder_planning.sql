-- How far the plan of reminders follows the log, and what else it was made from.
create table if not exists minato.reminder_planning (
    tenant_id varchar not null,
    position  bigint  not null,
    -- What takes effect on a day by itself (a policy, a section, a role) is looked for once a day.
    planned_on date   not null,
    people    bigint  not null,
    constraint pkey_reminder_planning primary key (tenant_id)
);
