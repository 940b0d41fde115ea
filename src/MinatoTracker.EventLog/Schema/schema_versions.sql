create schema if not exists minato;

-- Which numbered migration each part of the schema has reached.
create table if not exists minato.schema_versions (
    part       varchar     not null primary key,
    version    int         not null,
    applied_at timestamptz not null default now()
);
