-- Whose turn is when: the first of a person's reminders to come. People are what processes claim, because a person gets one mail
-- with all that is due. A claim outlives a crash until its lease ends; then another process takes over.
create table if not exists minato.reminder_turns (
    tenant_id     varchar     not null,
    person        text        not null,
    turn_at       timestamptz not null,
    claimed_until timestamptz,
    claimed_by    varchar,
    -- The reminder that gave the letter under way its Message-ID; kept until the letter is recorded.
    named_after   varchar,
    constraint pkey_reminder_turns primary key (tenant_id, person)
);

-- "Is anything due?" is one step down, however much is planned, claimed ones included.
create index if not exists reminder_turns_by_time on minato.reminder_turns (tenant_id, greatest(turn_at, claimed_until));
