-- Events that a subscription could not take. parked: it went on without; stopped: it waits there; retry: somebody asked
-- for another attempt at a parked one; discarded: somebody decided that it goes without.
create table if not exists minato.subscription_failures (
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
