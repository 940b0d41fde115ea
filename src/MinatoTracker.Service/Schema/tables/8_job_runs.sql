-- What became of each run of a job. Outside the log: it tells of the machine, not of the plan, and goes after a while.
create table if not exists minato.job_runs (
    tenant_id   varchar     not null,
    id          uuid        not null,
    job         varchar     not null,
    node        varchar     not null,
    -- Who asked for it; null where its time had come.
    asked_by    varchar,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    result      varchar,
    -- What it says, in whatever language it is read: the name of a text, and what is put into it.
    note        varchar,
    note_values text[]      not null default '{}',
    error       text,
    -- Null where the job looks for nothing; empty where all is well.
    findings    jsonb,
    constraint pkey_job_runs primary key (tenant_id, id),
    constraint job_runs_end_with_a_result check ((ended_at is null) = (result is null))
);

create index if not exists job_runs_by_job on minato.job_runs (tenant_id, job, started_at desc);
create index if not exists job_runs_worth_reading on minato.job_runs (tenant_id, started_at desc) where note is distinct from 'Idle';
