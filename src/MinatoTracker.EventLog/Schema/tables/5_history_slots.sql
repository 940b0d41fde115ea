-- The slots of every stream: an indicator's target, a row's status. Each is small history of its own.
create table if not exists minato.history_slots (
    slot_id   bigint  generated always as identity,
    tenant_id varchar not null,
    scope     varchar not null,
    stream_id varchar not null,
    slot      varchar not null
);
