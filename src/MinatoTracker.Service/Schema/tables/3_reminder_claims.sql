-- Which reminder some process is sending at this moment. A claim outlives a crash until its lease ends; then another process takes over,
-- with the Message-ID that the first one sent under, if it came that far. Sent and settled reminders have no claim: the log has them.
create table if not exists minato.reminder_claims (
    tenant_id     varchar     not null,
    reminder      varchar     not null,
    claimed_until timestamptz not null,
    claimed_by    varchar     not null,
    message_id    varchar     not null,
    constraint pkey_reminder_claims primary key (tenant_id, reminder)
);
