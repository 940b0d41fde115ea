-- Ids of events that were appended whatever the stream's version was: their retry can't be told by the version.
create table if not exists minato.append_keys (
    tenant_id varchar not null,
    event_id  uuid    not null,
    constraint pkey_append_keys primary key (tenant_id, event_id)
);
