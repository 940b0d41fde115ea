create table minato.subscription_failures (
    subscription varchar     not null,
    tenant_id    varchar     not null,
    seq_id       bigint      not null,
    state        varchar     not null,
    error        text        not null,
    attempts     int         not null,
    failed_at    timestamptz not null,
    constraint pkey_subscription_failures primary key (tenant_id, subscription, seq_id),
    constraint subscription_failures_state check (state in ('parked', 'stopped', 'retry', 'discarded'))
);

create table minato.read_model_versions (
    read_model varchar     not null,
    version    int         not null,
    built_at   timestamptz not null,
    constraint pkey_read_model_versions primary key (read_model)
);
