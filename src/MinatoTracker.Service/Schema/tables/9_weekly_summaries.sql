-- Who got the summary of which week: once a week and person, however many nodes there are.
create table if not exists minato.weekly_summaries (
    tenant_id  varchar     not null,
    -- The week's Monday.
    week       date        not null,
    person     text        not null,
    message_id varchar     not null,
    sent_at    timestamptz not null,
    constraint pkey_weekly_summaries primary key (tenant_id, week, person)
);
