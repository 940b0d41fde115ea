-- Who the opaque ids in the log are. Outside the log, so that a name can be erased and the history stays whole.
create table if not exists minato.people (
    tenant_id     varchar     not null,
    id            text        not null,
    display_name  text,
    email         text,
    section       text,
    sign_in_name  text,
    password_hash text,
    -- Sessions carry it; changing it ends them all.
    session_stamp text        not null,
    active        boolean     not null default true,
    created_at    timestamptz not null,
    erased_at     timestamptz,
    constraint pkey_people primary key (tenant_id, id),
    constraint people_by_sign_in_name unique (tenant_id, sign_in_name),
    constraint people_are_named_until_erased check (
        case when erased_at is null then display_name is not null
             else coalesce(display_name, email, sign_in_name, password_hash) is null and not active end)
);

create index if not exists people_by_section on minato.people (tenant_id, section) where active;
