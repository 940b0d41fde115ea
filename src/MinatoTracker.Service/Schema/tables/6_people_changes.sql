-- Counts up whenever somebody comes, goes or changes section. People are outside the log, so what is derived from them asks here.
create table if not exists minato.people_changes (
    tenant_id varchar not null,
    changes   bigint  not null,
    constraint pkey_people_changes primary key (tenant_id)
);
