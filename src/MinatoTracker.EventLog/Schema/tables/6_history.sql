-- Which event filled a slot, from which day on, and when that was recorded. Rows are only ever added.
-- In force on a day, as known at a time, is the row with the latest (effective, seq_id) among those that are
-- effective by the day and recorded by the time: one step down the primary key when the time is now.
-- latest_effective is the latest effective date of the slot so far. For a time in the past it tells where that step
-- has to start, so that what was recorded since is not waded through (in_force_as_known.sql).
--
-- Both indexes (6_history_indexes.sql) hold all that a question reads, tenant_id for row-level security included: the table
-- itself stays unread where vacuum has been, so it comes often.
create table if not exists minato.history (
    slot_id          bigint      not null,
    effective        date        not null,
    latest_effective date        not null,
    seq_id           bigint      not null,
    recorded_at      timestamptz not null,
    tenant_id        varchar     not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
