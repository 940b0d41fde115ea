-- Who was told of which damage that the check of a day found: once, however often it looked that day.
create table if not exists minato.damage_alerts (
    tenant_id  varchar     not null,
    checked_on date        not null,
    -- Hash of all that was found wrong.
    damage     varchar     not null,
    person     text        not null,
    message_id varchar     not null,
    sent_at    timestamptz not null,
    constraint pkey_damage_alerts primary key (tenant_id, checked_on, damage, person)
);
