-- One row a stream, as Marten 9.29 lays it out with string identity, conjoined tenancy and partitions by tenant.
create table if not exists minato.mt_streams (
    tenant_id   varchar     not null default '*DEFAULT*',
    id          varchar     not null,
    type        varchar,
    version     bigint,
    timestamp   timestamptz not null default now(),
    created     timestamptz not null default now(),
    is_archived boolean     default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
) partition by list (tenant_id);
