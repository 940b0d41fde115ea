-- One row an event, as Marten 9.29 lays it out. It refuses a database with an index that it does not know,
-- so every index of our own is on a table of our own.
create table if not exists minato.mt_events (
    seq_id         bigint       not null,
    id             uuid         not null,
    stream_id      varchar,
    version        bigint       not null,
    data           jsonb        not null,
    bdata          bytea,
    type           varchar(500) not null,
    -- The quotes freeze this default at the table's creation; Marten writes it so. Every insert names a time.
    timestamp      timestamptz  not null default '(now())',
    tenant_id      varchar      not null default '*DEFAULT*',
    mt_dotnet_type varchar,
    correlation_id varchar,
    causation_id   varchar,
    headers        jsonb,
    user_name      varchar,
    is_archived    boolean      default false,
    constraint pkey_mt_events_seq_id_tenant_id primary key (seq_id, tenant_id)
) partition by list (tenant_id);

create unique index if not exists pk_mt_events_stream_and_version
    on minato.mt_events (tenant_id, stream_id, version);

-- Marten keeps a sequence for events without a tenant of their own; nothing here draws from it.
create sequence if not exists minato.mt_events_sequence owned by minato.mt_events.seq_id;
