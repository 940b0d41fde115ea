-- Tokens for the API. Only their SHA-256 is kept: a token is 256 random bits, so no slow hash is needed.
create table if not exists minato.api_tokens (
    tenant_id  varchar     not null,
    id         text        not null,
    person_id  text        not null,
    token_hash bytea       not null,
    label      text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint pkey_api_tokens primary key (tenant_id, id),
    constraint api_tokens_belong_to_people foreign key (tenant_id, person_id) references minato.people (tenant_id, id),
    constraint api_tokens_are_hashed check (octet_length(token_hash) = 32)
);

create index if not exists api_tokens_by_person on minato.api_tokens (tenant_id, person_id);
